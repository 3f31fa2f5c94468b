// Draws buttons: plain, linked, icon and feedback buttons, and overflow menus.

import { h, safeUrl } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { openMenu } from "../base/menu.js";
import { send } from "./reporting.js";
import { drawLabel } from "./text.js";

const STYLES = { primary: "button-primary", danger: "button-danger" };
const ICONS = {
  trash: "trash",
  delete: "trash",
  edit: "edit",
  pencil: "edit",
  reply: "reply",
  search: "search",
  check: "check",
};

/** A `button`. With a `url` it opens that too. */
export function drawButton(element, place) {
  const href = element.url ? safeUrl(element.url) : null;
  const props = {
    class: `button ${STYLES[element.style] ?? ""}`,
    "aria-label": element.accessibility_label,
    data: { action: element.action_id },
  };
  const press = (event) =>
    send(
      element,
      place,
      { value: element.value, text: element.text, style: element.style },
      event.currentTarget,
    );
  const label = h("span", { class: "button-label" }, drawLabel(element.text));
  if (href)
    return h("a", { ...props, href, target: "_blank", rel: "noopener noreferrer", onclick: press }, label);
  return h("button", { ...props, type: "button", onclick: press }, label);
}

/** An `icon_button` of a context_actions block. */
export function drawIconButton(element, place) {
  const press = (event) =>
    send(
      element,
      place,
      { value: element.value, text: element.text, icon: element.icon },
      event.currentTarget,
    );
  const name = element.accessibility_label ?? element.text?.text;
  return h(
    "button",
    {
      class: "icon-button",
      type: "button",
      title: element.text?.text,
      "aria-label": name,
      data: { action: element.action_id },
      onclick: press,
    },
    icon(ICONS[element.icon] ?? "more"),
  );
}

/** The pair of `feedback_buttons`; the pressed one stays marked. */
export function drawFeedback(element, place) {
  const one = (side, iconName) => {
    const choice = element[side];
    const name = choice?.accessibility_label ?? choice?.text?.text;
    const press = (event) => {
      for (const button of pair.children)
        button.setAttribute("aria-pressed", String(button === event.currentTarget));
      send(element, place, { value: choice?.value, text: choice?.text }, event.currentTarget);
    };
    return h(
      "button",
      {
        class: "icon-button",
        type: "button",
        title: name,
        "aria-label": name,
        "aria-pressed": "false",
        onclick: press,
      },
      icon(iconName),
    );
  };
  const pair = h(
    "span",
    { class: "feedback", role: "group", "aria-label": "Feedback" },
    one("positive_button", "thumbUp"),
    one("negative_button", "thumbDown"),
  );
  return pair;
}

/** An `overflow` menu. */
export function drawOverflow(element, place) {
  const choose = (option) => send(element, place, { selected_option: option }, button);
  const items = (element.options ?? []).map((option) => ({
    label: drawLabel(option.text),
    note: option.description ? drawLabel(option.description) : null,
    url: option.url ? safeUrl(option.url) : null,
    choose: () => choose(option),
  }));
  const button = h(
    "button",
    {
      class: "button button-square",
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": "More actions",
      data: { action: element.action_id },
      onclick: () => openMenu(button, items),
    },
    icon("more"),
  );
  return button;
}
