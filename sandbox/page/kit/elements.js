// Which drawing belongs to which Block Kit element.

import { h, safeUrl } from "../base/dom.js";
import { drawButton, drawFeedback, drawIconButton, drawOverflow } from "./buttons.js";
import { drawCheckboxes, drawRadios } from "./choices.js";
import { drawFileField, drawRichField, drawTextField } from "./fields.js";
import { drawDatePicker, drawDateTimePicker, drawTimePicker } from "./pickers.js";
import { drawSelect } from "./selects.js";

const ELEMENTS = {
  button: drawButton,
  workflow_button: drawButton,
  icon_button: drawIconButton,
  feedback_buttons: drawFeedback,
  overflow: drawOverflow,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadios,
  datepicker: drawDatePicker,
  timepicker: drawTimePicker,
  datetimepicker: drawDateTimePicker,
  plain_text_input: drawTextField,
  email_text_input: drawTextField,
  url_text_input: drawTextField,
  number_input: drawTextField,
  rich_text_input: drawRichField,
  file_input: drawFileField,
  image: drawImageElement,
};

/** An element as a node; a note in its place when its type is not known here. */
export function drawElement(element, place) {
  if (/_select$/.test(element.type)) return drawSelect(element, place);
  return ELEMENTS[element.type]?.(element, place) ?? h("span", { class: "unknown" }, `[${element.type}]`);
}

function drawImageElement(element, place) {
  return h("img", {
    class: "thumbnail",
    src: imageAddress(element, place.surface.files),
    alt: element.alt_text ?? "",
    loading: "lazy",
    referrerpolicy: "no-referrer",
  });
}

/** The address of an image block or element: its `image_url`, or that of the file it names. */
export function imageAddress({ image_url: url, slack_file: file }, files = []) {
  if (url) return safeUrl(url);
  if (file?.url) return safeUrl(file.url);
  return safeUrl(
    files.find((one) => one.id === file?.id)?.url ?? `/files/${encodeURIComponent(file?.id ?? "")}/image`,
  );
}
