// Reads the inline half of standard Markdown into the same nodes as mrkdwn.js, plus {kind: "break"}.
// Slack's own <…> forms and :emoji: work in Markdown blocks too.

import { readEntity } from "./entities.js";
import { unescape } from "./mrkdwn.js";

const RULES = [
  [/\\([\\`*_{}[\]()#+\-.!|~>])/y, ([, character]) => ({ kind: "text", text: character })],
  [/(`+)(.+?)\1(?!`)/sy, ([, , text]) => ({ kind: "code", text: unescape(text.trim()) })],
  [/!?\[([^\]\n]*)\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/y, ([, label, url]) => linkNode(label, url)],
  [/<([^<>\n]+)>/y, ([, inside]) => readEntity(inside, parseMarkdownInline, unescape)],
  [/https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"*_~]/y, ([url]) => linkNode("", url)],
  [
    /(\*\*\*|___)(?=\S)(.+?)(?<=\S)\1/sy,
    ([, , text]) => styled("bold", [styled("italic", parseMarkdownInline(text))]),
  ],
  [/(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\1)/sy, ([, , text]) => styled("bold", parseMarkdownInline(text))],
  [/~~(?=\S)(.+?)(?<=\S)~~/sy, ([, text]) => styled("strike", parseMarkdownInline(text))],
  [
    /\*(?=[^\s*])((?:[^*]|\*\*.+?\*\*)+?)(?<=\S)\*(?!\*)/sy,
    ([, text]) => styled("italic", parseMarkdownInline(text)),
  ],
  [
    /(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![\p{L}\p{N}_])/suy,
    ([, text]) => styled("italic", parseMarkdownInline(text)),
  ],
  [/:([a-z0-9_+'-]+):/y, ([, name]) => ({ kind: "emoji", name })],
  [/(?: {2,}|\\)?\n/y, () => ({ kind: "break" })],
];

function styled(kind, children) {
  return { kind, children };
}

function linkNode(label, address) {
  const url = unescape(address);
  return { kind: "link", url, children: label ? parseMarkdownInline(label) : [{ kind: "text", text: url }] };
}

/** A run of Markdown text as inline nodes. */
export function parseMarkdownInline(text) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push({ kind: "text", text: unescape(plain) });
    plain = "";
  };
  for (let at = 0; at < text.length;) {
    const found = firstRule(text, at);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function firstRule(text, at) {
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const node = match && make(match);
    if (node) return { node, end: at + match[0].length };
  }
  return null;
}
