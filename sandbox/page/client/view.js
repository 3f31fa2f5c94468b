// Draws one modal view as a form: title, blocks, and the buttons at its foot.

import { freshId, h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { drawBlocks } from "../kit/blocks.js";
import { drawLabel } from "../kit/text.js";
import { avatar } from "./avatar.js";
import { state } from "./state.js";

export function drawView({ view, surface, isNested, onSubmit, onDismiss, onDismissAll }) {
  const titleId = freshId("modal");
  const hasInputs = (view.blocks ?? []).some((block) => block.type === "input");
  const submit = view.submit ?? (hasInputs ? { text: "Submit" } : null);
  return h(
    "form",
    {
      class: "modal-form",
      novalidate: true,
      data: { title: titleId, view: view.id },
      onsubmit: (event) => (event.preventDefault(), onSubmit()),
    },
    h(
      "header",
      { class: "dialog-head" },
      isNested
        ? h(
            "button",
            { class: "icon-button", type: "button", "aria-label": "Back", onclick: onDismiss },
            icon("back"),
          )
        : avatar(state.app.bot_user),
      h("h2", { id: titleId }, drawLabel(view.title)),
      h(
        "button",
        { class: "icon-button", type: "button", "aria-label": "Close", onclick: onDismissAll },
        icon("close"),
      ),
    ),
    h(
      "div",
      { class: "dialog-body" },
      drawBlocks(view.blocks, surface),
      h("p", { class: "form-problem", role: "alert", data: { slot: "problem" } }),
    ),
    h(
      "footer",
      { class: "dialog-foot" },
      h(
        "button",
        { class: "button", type: "button", onclick: onDismiss },
        drawLabel(view.close ?? { text: submit ? "Cancel" : "Close" }),
      ),
      submit &&
        h(
          "button",
          { class: "button button-primary", type: "submit" },
          h("span", { class: "button-label" }, drawLabel(submit)),
        ),
    ),
  );
}
