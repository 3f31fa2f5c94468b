// Draws text: the trees of mrkdwn.js and markdown.js, and Block Kit text objects. Every piece of foreign text
// ends in a text node.

import { h, link } from "../base/dom.js";
import { emoji, withGlyphs } from "../base/emoji.js";
import { formatDate } from "../base/time.js";
import { nameOfChannel, nameOfUser, openChannel } from "./people.js";
import { parseInline, parseMrkdwn } from "./mrkdwn.js";

/** Inline nodes as DOM nodes. */
export function drawInline(nodes) {
  return nodes.map((node) => DRAW[node.kind](node));
}

const DRAW = {
  text: (node) => withGlyphs(node.text),
  code: (node) => h("code", {}, node.text),
  bold: (node) => h("strong", {}, drawInline(node.children)),
  italic: (node) => h("em", {}, drawInline(node.children)),
  strike: (node) => h("s", {}, drawInline(node.children)),
  link: (node) => link(node.url, drawInline(node.children)),
  emoji: (node) => emoji(node.name),
  break: () => h("br"),
  user: (node) => h("span", { class: "mention" }, `@${node.name || nameOfUser(node.id)}`),
  channel: (node) => channelMention(node),
  group: (node) => h("span", { class: "mention" }, `@${node.name.replace(/^@/, "")}`),
  broadcast: (node) => h("span", { class: "mention mention-all" }, `@${node.name}`),
  date: (node) => dateMark(node),
};

function channelMention({ id, name }) {
  const label = `#${name || nameOfChannel(id)}`;
  return h(
    "button",
    { class: "mention mention-link", type: "button", onclick: () => openChannel(id) },
    label,
  );
}

function dateMark({ seconds, format, url, fallback }) {
  const shown = formatDate(seconds, format, fallback);
  const title = formatDate(seconds, "{date_long} {time}", fallback);
  const mark = h("time", { title }, shown);
  return url ? link(url, mark) : mark;
}

/** A mrkdwn text as DOM nodes: lines, quotes and fenced code. */
export function drawMrkdwn(text, rules = {}) {
  return parseMrkdwn(text ?? "", rules).map((block) => {
    if (block.kind === "pre") return h("pre", {}, block.text);
    if (block.kind === "quote") return h("blockquote", {}, drawLines(block.lines));
    return h("div", { class: "lines" }, drawLines(block.lines));
  });
}

function drawLines(lines) {
  return lines.map((line) => {
    if (line.length === 0) return h("div", { class: "line line-empty" });
    const isBullet = line[0].kind === "text" && /^\s*[•◦▪‣]\s/.test(line[0].text);
    return h("div", { class: isBullet ? "line line-bullet" : "line" }, drawInline(line));
  });
}

/** A Block Kit text object ({type: "mrkdwn" | "plain_text", text}) as DOM nodes. */
export function drawText(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? drawMrkdwn(object.text, rulesOf(object)) : drawLabel(object);
}

/** Plain text: emoji shortcodes are the only thing that is not literal. */
export function drawPlain(text) {
  return String(text ?? "")
    .split(/:([a-z0-9_+'-]+):/)
    .map((part, index) => (index % 2 ? emoji(part) : withGlyphs(part)));
}

/** A text object that is a single line, for labels. */
export function drawLabel(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return drawInline(parseInline(object.text, rulesOf(object)));
  return object.emoji === false ? withGlyphs(object.text ?? "") : drawPlain(object.text);
}

function rulesOf({ verbatim }) {
  return { isVerbatim: Boolean(verbatim) };
}
