// Reads standard Markdown (the `markdown` block) into a tree of plain values: headings, lists, quotes, fenced code,
// tables, rules and paragraphs. Inline text is read by markdown-inline.js. No HTML passes through.
//
// Blocks: {kind: "heading", level, inline} {kind: "paragraph", inline} {kind: "pre", text} {kind: "rule"}
//   {kind: "quote", blocks} {kind: "list", isOrdered, start, items: [{isDone, blocks}]} {kind: "table", align, rows}

import { parseMarkdownInline } from "./markdown-inline.js";

const FENCE = /^\s*(```|~~~)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^\s*(?:>|&gt;)\s?/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const TASK = /^\[([ xX])\]\s+/;

/** A Markdown text as block nodes. */
export function parseMarkdown(text) {
  return readBlocks(text.replaceAll("\r\n", "\n").split("\n"));
}

function readBlocks(lines) {
  const blocks = [];
  for (let at = 0; at < lines.length;) {
    const reader = READERS.find((candidate) => candidate.starts(lines, at));
    const { block, next } = reader.read(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

const READERS = [
  { starts: (lines, at) => lines[at].trim() === "", read: (lines, at) => ({ block: null, next: at + 1 }) },
  { starts: (lines, at) => FENCE.test(lines[at]), read: readFence },
  { starts: (lines, at) => HEADING.test(lines[at]), read: readHeading },
  {
    starts: (lines, at) => RULE.test(lines[at]),
    read: (lines, at) => ({ block: { kind: "rule" }, next: at + 1 }),
  },
  { starts: (lines, at) => QUOTE.test(lines[at]), read: readQuote },
  { starts: (lines, at) => ITEM.test(lines[at]), read: readList },
  { starts: isTable, read: readTable },
  { starts: () => true, read: readParagraph },
];

function readFence(lines, at) {
  const fence = lines[at].match(FENCE)[1];
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(fence)) end += 1;
  return { block: { kind: "pre", text: lines.slice(at + 1, end).join("\n") }, next: end + 1 };
}

function readHeading(lines, at) {
  const [, marks, text] = lines[at].match(HEADING);
  return { block: { kind: "heading", level: marks.length, inline: parseMarkdownInline(text) }, next: at + 1 };
}

function readQuote(lines, at) {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end])) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return { block: { kind: "quote", blocks: readBlocks(inner) }, next: end };
}

function readList(lines, at) {
  const [, indent, firstMark] = lines[at].match(ITEM);
  const isOrdered = /\d/.test(firstMark);
  const items = [];
  let end = at;
  while (end < lines.length && continuesList(lines, end, { indent: indent.length, isOrdered })) {
    const item = readItem(lines, end);
    items.push(item.item);
    end = item.next;
  }
  return { block: { kind: "list", isOrdered, start: Number.parseInt(firstMark, 10) || 1, items }, next: end };
}

function continuesList(lines, at, { indent, isOrdered }) {
  const match = lines[at].match(ITEM);
  return (
    match !== null &&
    match[1].length <= indent + 1 &&
    /\d/.test(match[2]) === isOrdered &&
    !RULE.test(lines[at])
  );
}

function readItem(lines, at) {
  const [, indent, , text] = lines[at].match(ITEM);
  let end = at + 1;
  while (end < lines.length && belongsToItem(lines[end], indent.length)) end += 1;
  const task = text.match(TASK);
  const blocks = readBlocks([text.replace(TASK, ""), ...reindent(lines.slice(at + 1, end))]);
  return { item: { isDone: task ? task[1] !== " " : null, blocks }, next: end };
}

function belongsToItem(line, indent) {
  const depth = line.match(/^\s*/)[0].length;
  return line.trim() !== "" && depth > indent + 1;
}

function reindent(lines) {
  const depth = Math.min(...lines.map((line) => line.match(/^\s*/)[0].length));
  return lines.map((line) => line.slice(depth));
}

function isTable(lines, at) {
  return (
    lines[at].includes("|") &&
    at + 1 < lines.length &&
    TABLE_RULE.test(lines[at + 1]) &&
    lines[at + 1].includes("-")
  );
}

function readTable(lines, at) {
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|")) end += 1;
  const align = cells(lines[at + 1]).map((cell) =>
    /^:.*:$/.test(cell) ? "center" : cell.endsWith(":") ? "right" : "left",
  );
  const rows = [lines[at], ...lines.slice(at + 2, end)].map((line) => cells(line).map(parseMarkdownInline));
  return { block: { kind: "table", align, rows }, next: end };
}

function cells(line) {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

function readParagraph(lines, at) {
  let end = at + 1;
  while (end < lines.length && !READERS.slice(0, -1).some((reader) => reader.starts(lines, end))) end += 1;
  return {
    block: { kind: "paragraph", inline: parseMarkdownInline(lines.slice(at, end).join("\n")) },
    next: end,
  };
}
