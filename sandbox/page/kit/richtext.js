// Draws the `markdown` and `rich_text` blocks.

import { h, link } from "../base/dom.js";
import { emoji, withGlyphs } from "../base/emoji.js";
import { parseMarkdown } from "./markdown.js";
import { drawInline } from "./text.js";

/** A Markdown text as DOM nodes. */
export function drawMarkdown(text) {
  return drawBlocks(parseMarkdown(text ?? ""));
}

function drawBlocks(blocks) {
  return blocks.map((block) => MARKDOWN[block.kind](block));
}

const MARKDOWN = {
  heading: ({ level, inline }) =>
    h(
      `h${Math.min(level + 2, 6)}`,
      { class: `md-heading md-heading-${Math.min(level, 4)}` },
      drawInline(inline),
    ),
  paragraph: ({ inline }) => h("p", {}, drawInline(inline)),
  pre: ({ text }) => h("pre", {}, text),
  rule: () => h("hr"),
  quote: ({ blocks }) => h("blockquote", {}, drawBlocks(blocks)),
  list: ({ isOrdered, start, items }) =>
    h(isOrdered ? "ol" : "ul", { start: isOrdered ? start : null }, items.map(drawItem)),
  table: drawTable,
};

function drawItem({ isDone, blocks }) {
  const box = isDone === null ? null : h("input", { type: "checkbox", disabled: true, checked: isDone });
  return h("li", { class: box ? "md-task" : null }, box, unwrapped(blocks));
}

function unwrapped(blocks) {
  return blocks.flatMap((block) =>
    block.kind === "paragraph" ? drawInline(block.inline) : drawBlocks([block]),
  );
}

function drawTable({ align, rows: [head, ...body] }) {
  const row = (tag, cells) =>
    h(
      "tr",
      {},
      cells.map((cell, index) => h(tag, { class: `is-${align[index] ?? "left"}` }, drawInline(cell))),
    );
  const table = h(
    "table",
    { class: "grid" },
    h("thead", {}, row("th", head)),
    h(
      "tbody",
      {},
      body.map((cells) => row("td", cells)),
    ),
  );
  return h("div", { class: "grid-scroll", tabindex: 0 }, table);
}

/** The elements of a `rich_text` block as DOM nodes. */
export function drawRichText(block) {
  return (block.elements ?? []).map(drawRichElement);
}

function drawRichElement(element) {
  const inline = () => (element.elements ?? []).map(drawRichInline);
  switch (element.type) {
    case "rich_text_list":
      return drawRichList(element);
    case "rich_text_preformatted":
      return h("pre", {}, inline());
    case "rich_text_quote":
      return h("blockquote", {}, inline());
    default:
      return h("p", { class: "rich" }, inline());
  }
}

function drawRichList({ style, indent = 0, offset = 0, elements = [] }) {
  const items = elements.map((item) => h("li", {}, (item.elements ?? []).map(drawRichInline)));
  const isOrdered = style === "ordered";
  return h(
    isOrdered ? "ol" : "ul",
    { class: `indent-${Math.min(indent, 4)}`, start: isOrdered ? offset + 1 : null },
    items,
  );
}

function drawRichInline(element) {
  const node = RICH[element.type]?.(element) ?? document.createTextNode(element.text ?? "");
  return Object.entries(element.style ?? {}).reduce(
    (inner, [name, isOn]) => wrapStyle(inner, isOn && name),
    node,
  );
}

const RICH = {
  text: ({ text }) => h("span", { class: "rich-text" }, withGlyphs(text)),
  link: ({ url, text }) => link(url, text || url),
  emoji: ({ name }) => emoji(name),
  user: ({ user_id: id }) => drawInline([{ kind: "user", id }])[0],
  channel: ({ channel_id: id }) => drawInline([{ kind: "channel", id }])[0],
  usergroup: ({ usergroup_id: id }) => drawInline([{ kind: "group", id, name: id }])[0],
  broadcast: ({ range }) => drawInline([{ kind: "broadcast", name: range }])[0],
  date: ({ timestamp, format, url, fallback }) =>
    drawInline([
      { kind: "date", seconds: timestamp, format, url, fallback: fallback ?? String(timestamp) },
    ])[0],
  color: ({ value }) => h("span", { class: "rich-color" }, h("i", { style: { "--swatch": value } }), value),
};

const STYLE_TAGS = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

function wrapStyle(node, name) {
  return STYLE_TAGS[name] ? h(STYLE_TAGS[name], {}, node) : node;
}
