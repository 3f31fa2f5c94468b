// What a chat client checks before it submits a modal, and how errors are shown at their inputs.

import { freshId, h } from "../base/dom.js";

const REQUIRED = "Please complete this required field.";
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** `{block_id: sentence}` for the inputs that can't be submitted as they are. */
export function missingInputs(view, values) {
  const problems = (view.blocks ?? []).map((block, index) => {
    if (block.type !== "input") return null;
    const blockId = block.block_id ?? `block-${index}`;
    const problem = problemOf(block, values.get(blockId, block.element.action_id));
    return problem && [blockId, problem];
  });
  return Object.fromEntries(problems.filter(Boolean));
}

function problemOf({ element, optional }, value) {
  const content = contentOf(value);
  if (content === null) return optional ? null : REQUIRED;
  return CHECKS[element.type]?.(content, element) ?? null;
}

function contentOf(value) {
  const { type: _type, ...fields } = value ?? {};
  const [content = null] = Object.values(fields);
  const isEmpty = content === "" || (Array.isArray(content) && content.length === 0);
  return isEmpty ? null : content;
}

const CHECKS = {
  email_text_input: (text) =>
    EMAIL.test(text) ? null : "Enter an e-mail address, such as name@example.com.",
  url_text_input: (text) =>
    URL.canParse(text) ? null : "Enter a full address, such as https://example.com.",
  number_input: checkNumber,
  plain_text_input: (text, { min_length: least }) =>
    least && text.length < least ? `Enter at least ${least} characters.` : null,
};

function checkNumber(text, { is_decimal_allowed: isDecimalAllowed, min_value: min, max_value: max }) {
  const number = Number(text);
  if (Number.isNaN(number)) return "Enter a number.";
  if (!isDecimalAllowed && !Number.isInteger(number)) return "Enter a whole number.";
  if (min !== undefined && number < Number(min)) return `Enter a number of at least ${min}.`;
  if (max !== undefined && number > Number(max)) return `Enter a number of at most ${max}.`;
  return null;
}

/** Shows each sentence at its input and moves to the first; takes earlier ones away. */
export function showErrors(form, errors) {
  for (const old of form.querySelectorAll(".input-error")) old.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  const blocks = [...form.querySelectorAll("[data-block]")];
  const wrong = blocks.filter((block) => errors?.[block.dataset.block]);
  for (const block of wrong) markWrong(block, errors[block.dataset.block]);
  wrong[0]?.querySelector("input, textarea, select, button")?.focus();
}

function markWrong(block, sentence) {
  const id = freshId("error");
  block.append(h("p", { class: "input-error", id, role: "alert" }, sentence));
  for (const control of block.querySelectorAll("input, textarea")) {
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", id);
  }
}
