// Reads Slack's mrkdwn into a tree of plain values; knows nothing of the DOM (see text.js for that).
// Its rules: *bold* _italic_ ~strike~ only at word borders and within a line; code and <…> are left alone inside;
// "```" fences, "&gt;" quotes; three escapes: &amp; &lt; &gt;.
//
// Inline nodes: {kind: "text", text} {kind: "code", text} {kind: "bold" | "italic" | "strike", children}
//   {kind: "emoji", name} and those of entities.js.
// Block nodes:  {kind: "lines", lines: [inline…]} {kind: "pre", text} {kind: "quote", lines}

import { readEntity } from "./entities.js";

const STYLES = { "*": "bold", _: "italic", "~": "strike" };
const FENCE = /```\n?([\s\S]+?)\n?```\n?/;
const QUOTE = /^(?:>|&gt;)\s?/;
const CODE = /`([^`\n]+)`/y;
const ENTITY = /<([^<>\n]+)>/y;
const EMOJI = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/y;
const URL_IN_TEXT = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"]/y;
const WORD = /[\p{L}\p{N}]/u;

/** `&lt;`, `&gt;` and `&amp;` as the characters they stand for. */
export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** A whole mrkdwn text as block nodes. In a verbatim text bare addresses do not become links. */
export function parseMrkdwn(text, { isVerbatim = false } = {}) {
  return text.split(FENCE).flatMap((part, index) => {
    if (index % 2)
      return [{ kind: "pre", text: unescape(part.replace(/<([^<>|\n]+)(?:\|([^<>\n]+))?>/g, "$1")) }];
    return part === "" ? [] : parseLines(part.replace(/\n$/, "").split("\n"), { isVerbatim });
  });
}

function parseLines(lines, rules) {
  const blocks = [];
  for (const line of lines) {
    const kind = QUOTE.test(line) ? "quote" : "lines";
    const inline = parseInline(line.replace(QUOTE, kind === "quote" ? "" : "$&"), rules);
    if (blocks.at(-1)?.kind === kind) blocks.at(-1).lines.push(inline);
    else blocks.push({ kind, lines: [inline] });
  }
  return blocks;
}

/** One line as inline nodes. */
export function parseInline(line, rules = { isVerbatim: false }) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push({ kind: "text", text: unescape(plain) });
    plain = "";
  };
  for (let at = 0; at < line.length;) {
    const found = readToken(line, at, rules);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += line[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function readToken(line, at, rules) {
  switch (line[at]) {
    case "`":
      return matched(CODE, line, at, ([, text]) => ({ kind: "code", text: unescape(text) }));
    case "<":
      return matched(ENTITY, line, at, ([, inside]) =>
        readEntity(inside, (text) => parseInline(text, { isVerbatim: true }), unescape),
      );
    case ":":
      return matched(EMOJI, line, at, ([, name]) => ({ kind: "emoji", name }));
    case "h":
      return rules.isVerbatim ? null : matched(URL_IN_TEXT, line, at, ([url]) => linkTo(unescape(url)));
    case "*":
    case "_":
    case "~":
      return readStyled(line, at, rules);
    default:
      return null;
  }
}

function matched(pattern, line, at, make) {
  pattern.lastIndex = at;
  const match = pattern.exec(line);
  const node = match && make(match);
  return node ? { node, end: at + match[0].length } : null;
}

function linkTo(url) {
  return { kind: "link", url, children: [{ kind: "text", text: url }] };
}

function readStyled(line, at, rules) {
  const mark = line[at];
  if (at > 0 && (WORD.test(line[at - 1]) || line[at - 1] === mark)) return null;
  const end = closingMark(line, at);
  if (end < 0) return null;
  return {
    node: { kind: STYLES[mark], children: parseInline(line.slice(at + 1, end), rules) },
    end: end + 1,
  };
}

function closingMark(line, start) {
  const mark = line[start];
  if (!line[start + 1] || /\s/.test(line[start + 1]) || line[start + 1] === mark) return -1;
  for (let at = start + 1; at < line.length; at += 1) {
    const skipped = line[at] === "`" || line[at] === "<" ? readToken(line, at, { isVerbatim: true }) : null;
    if (skipped) at = skipped.end - 1;
    else if (line[at] === mark && closes(line, at)) return at;
  }
  return -1;
}

function closes(line, at) {
  const after = line[at + 1];
  return !/\s/.test(line[at - 1]) && (after === undefined || !(WORD.test(after) || after === line[at]));
}
