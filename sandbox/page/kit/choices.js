// Draws checkboxes and radio buttons.

import { freshId, h } from "../base/dom.js";
import { report, startValue } from "./reporting.js";
import { drawLabel } from "./text.js";

export function drawCheckboxes(element, place) {
  const start = startValue(element, place, { selected_options: element.initial_options ?? [] });
  const chosen = new Set(start.selected_options.map((option) => option.value));
  const change = (option, isOn, node) => {
    if (isOn) chosen.add(option.value);
    else chosen.delete(option.value);
    report(
      element,
      place,
      { selected_options: element.options.filter((one) => chosen.has(one.value)) },
      node,
    );
  };
  return drawGroup({
    element,
    place,
    type: "checkbox",
    role: "group",
    isOn: (option) => chosen.has(option.value),
    change,
  });
}

export function drawRadios(element, place) {
  const start = startValue(element, place, { selected_option: element.initial_option ?? null });
  const change = (option, _isOn, node) => report(element, place, { selected_option: option }, node);
  return drawGroup({
    element,
    place,
    type: "radio",
    role: "radiogroup",
    isOn: (option) => option.value === start.selected_option?.value,
    change,
  });
}

function drawGroup({ element, place, type, role, isOn, change }) {
  const name = freshId("choice");
  const rows = (element.options ?? []).map((option) => {
    const input = h("input", {
      type,
      name,
      checked: isOn(option),
      onchange: () => change(option, input.checked, input),
    });
    const note = option.description && h("small", {}, drawLabel(option.description));
    return h("label", { class: "choice" }, input, h("span", {}, drawLabel(option.text), note));
  });
  return h(
    "div",
    { class: "choices", role, "aria-labelledby": place.labelId, data: { action: element.action_id } },
    rows,
  );
}
