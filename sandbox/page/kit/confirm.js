// Asks before something happens: Block Kit's confirm dialogs, and the page's own questions.

import { freshId, h } from "../base/dom.js";
import { drawLabel, drawText } from "./text.js";

/** Resolves to true when the person agrees. `confirm` is a Block Kit confirmation object. */
export function askConfirm({ title, text, confirm, deny, style }) {
  return new Promise((resolve) => {
    const titleId = freshId("confirm");
    const yes = h(
      "button",
      { class: `button ${style === "danger" ? "button-danger" : "button-primary"}`, value: "yes" },
      drawLabel(confirm ?? { text: "Yes" }),
    );
    const no = h("button", { class: "button", value: "no" }, drawLabel(deny ?? { text: "Cancel" }));
    const dialog = h(
      "dialog",
      { class: "dialog dialog-small", "aria-labelledby": titleId },
      h(
        "form",
        { method: "dialog" },
        h(
          "header",
          { class: "dialog-head" },
          h("h2", { id: titleId }, drawLabel(title ?? { text: "Are you sure?" })),
        ),
        h("div", { class: "dialog-body" }, drawText(text)),
        h("footer", { class: "dialog-foot" }, no, yes),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  });
}
