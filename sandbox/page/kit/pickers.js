// Draws date, time and date-time pickers with the browser's own controls.

import { h } from "../base/dom.js";
import { report, startValue } from "./reporting.js";

export function drawDatePicker(element, place) {
  return drawPicker({
    element,
    place,
    type: "date",
    field: "selected_date",
    initial: element.initial_date ?? null,
  });
}

export function drawTimePicker(element, place) {
  return drawPicker({
    element,
    place,
    type: "time",
    field: "selected_time",
    initial: element.initial_time ?? null,
  });
}

export function drawDateTimePicker(element, place) {
  return drawPicker({
    element,
    place,
    type: "datetime-local",
    field: "selected_date_time",
    initial: element.initial_date_time ?? null,
    toText: localText,
    toValue: (text) => Math.floor(new Date(text).getTime() / 1000),
  });
}

function localText(seconds) {
  const moment = new Date(seconds * 1000);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function drawPicker({
  element,
  place,
  type,
  field,
  initial,
  toText = (value) => value,
  toValue = (text) => text,
}) {
  const start = startValue(element, place, { [field]: initial })[field];
  const input = h("input", {
    class: "field field-picker",
    type,
    value: start === null ? "" : toText(start),
    "aria-labelledby": place.labelId,
    "aria-label": place.labelId ? null : (element.placeholder?.text ?? type),
    data: { action: element.action_id },
  });
  input.addEventListener("change", () =>
    report(element, place, { [field]: input.value ? toValue(input.value) : null }, input),
  );
  return input;
}
