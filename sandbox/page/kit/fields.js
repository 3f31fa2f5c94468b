// Draws the inputs that are typed into: text, e-mail, address, number, rich text and files.

import { h } from "../base/dom.js";
import { report, startValue } from "./reporting.js";

const TYPES = {
  email_text_input: "email",
  url_text_input: "url",
  number_input: "number",
  plain_text_input: "text",
};
const ON_ENTER = "on_enter_pressed";
const ON_CHARACTER = "on_character_entered";

/** `plain_text_input`, `email_text_input`, `url_text_input` and `number_input`. */
export function drawTextField(element, place) {
  const start = startValue(element, place, { value: element.initial_value ?? null });
  const isMultiline = Boolean(element.multiline);
  const isNumber = element.type === "number_input";
  const field = h(isMultiline ? "textarea" : "input", {
    class: "field",
    type: isMultiline ? null : TYPES[element.type],
    value: start.value ?? "",
    placeholder: element.placeholder?.text,
    rows: isMultiline ? 5 : null,
    minlength: element.min_length,
    maxlength: element.max_length,
    min: isNumber ? element.min_value : null,
    max: isNumber ? element.max_value : null,
    step: isNumber && element.is_decimal_allowed ? "any" : null,
    "aria-labelledby": place.labelId,
    data: { action: element.action_id },
    autofocus: element.focus_on_load,
    autocomplete: "off",
  });
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? [ON_ENTER];
  const note = (sendsActions) =>
    report(element, { ...place, sendsActions }, { value: field.value === "" ? null : field.value }, field);
  field.addEventListener("input", () => note(place.sendsActions && triggers.includes(ON_CHARACTER)));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || isMultiline || !place.sendsActions || !triggers.includes(ON_ENTER)) return;
    event.preventDefault();
    note(true);
  });
  return field;
}

/** `rich_text_input`: a plain box here; its value is sent as one rich-text section. */
export function drawRichField(element, place) {
  const start = startValue(element, place, { rich_text_value: element.initial_value ?? null });
  const words = (start.rich_text_value?.elements ?? [])
    .flatMap((part) => part.elements ?? [])
    .map((part) => part.text ?? "")
    .join("");
  const field = h("textarea", {
    class: "field",
    rows: 5,
    value: words,
    placeholder: element.placeholder?.text,
    "aria-labelledby": place.labelId,
    data: { action: element.action_id },
  });
  field.addEventListener("input", () =>
    report(element, { ...place, sendsActions: false }, { rich_text_value: asRichText(field.value) }, field),
  );
  return field;
}

function asRichText(text) {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

/** `file_input`: the chosen files are handed to the sandbox; what it says of them is the value. */
export function drawFileField(element, place) {
  const accept = (element.filetypes ?? []).map((type) => `.${type}`).join(",");
  const field = h("input", {
    class: "field",
    type: "file",
    accept,
    multiple: (element.max_files ?? 10) > 1,
    "aria-labelledby": place.labelId,
  });
  startValue(element, place, { files: [] });
  field.addEventListener("change", async () => {
    const given = await Promise.all([...field.files].map((file) => giveOne(file, place.surface)));
    report(element, place, { files: given.flatMap(({ file }) => file ?? []) }, field);
  });
  return field;
}

async function giveOne(file, surface) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const content = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return surface.give({ name: file.name, content });
}
