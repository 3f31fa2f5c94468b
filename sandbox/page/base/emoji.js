// Turns :shortcodes: into emoji. The few that carry meaning in alerts are drawn here, so they look the same on a
// machine without an emoji font; the others are the system's own characters.

import { svg } from "./dom.js";
import { CHARACTERS } from "./emoji-names.js";

const disc = (hue) => [["circle", { cx: 10, cy: 10, r: 7.5, class: `glyph-${hue}` }]];
const square = (hue) => [["rect", { x: 3, y: 3, width: 14, height: 14, rx: 2.5, class: `glyph-${hue}` }]];
const strokes = (hue, d) => [["path", { d, class: `glyph-line glyph-line-${hue}` }]];
const shape = (hue, d) => [["path", { d, class: `glyph-${hue}` }]];
const chart = (hue, d) => [
  ["path", { d: "M3 3v14h14", class: "glyph-line glyph-line-grey" }],
  ...strokes(hue, d),
];

const DRAWN = {
  "🔴": disc("red"),
  "🟠": disc("orange"),
  "🟡": disc("yellow"),
  "🟢": disc("green"),
  "🔵": disc("blue"),
  "⚪": disc("grey"),
  "⚫": disc("ink"),
  "🟩": square("green"),
  "🟥": square("red"),
  "⬜": square("grey"),
  "🔺": shape("red", "M10 4 17.5 16.5h-15z"),
  "🔻": shape("red", "M10 16.5 2.5 4h15z"),
  "⬆": strokes("blue", "M10 16V4M5 9l5-5 5 5"),
  "⬇": strokes("blue", "M10 4v12M5 11l5 5 5-5"),
  "➡": strokes("blue", "M4 10h12M11 5l5 5-5 5"),
  "⬅": strokes("blue", "M16 10H4M9 5l-5 5 5 5"),
  "↗": strokes("green", "M5 15 15 5M8 5h7v7"),
  "↘": strokes("red", "M5 5l10 10M8 15h7V8"),
  "📈": chart("green", "m5.5 13 4-4 3 2.5L17 5"),
  "📉": chart("red", "m5.5 5 4 4 3-1.5L17 14"),
  "📊": [["path", { d: "M4.5 17v-6M10 17V4M15.5 17V8", class: "glyph-line glyph-line-blue glyph-wide" }]],
  "✅": [
    ...square("green"),
    ["path", { d: "m6.5 10.5 2.5 2.5 4.5-5.5", class: "glyph-line glyph-line-paper" }],
  ],
  "✔": strokes("green", "m4 10.5 4 4 8-9"),
  "❌": strokes("red", "m4.5 4.5 11 11M15.5 4.5l-11 11"),
  "⚠": [
    ...shape("yellow", "M10 2.5 18.5 17h-17z"),
    ["path", { d: "M10 8v4M10 14.5v.01", class: "glyph-line glyph-line-dark" }],
  ],
  "➕": strokes("grey", "M10 4v12M4 10h12"),
  "➖": strokes("grey", "M4 10h12"),
  "🔔": shape(
    "yellow",
    "M10 2.5c3 0 4.8 2.2 4.8 5.2 0 3.8 1.7 4.8 1.7 6H3.5c0-1.2 1.7-2.2 1.7-6 0-3 1.8-5.2 4.8-5.2zM8 15h4a2 2 0 0 1-4 0z",
  ),
  "📰": [
    ["rect", { x: 3, y: 3.5, width: 14, height: 13, rx: 1.5, class: "glyph-line glyph-line-grey" }],
    ["path", { d: "M6 7.5h8M6 10.5h4M6 13.5h4M12.5 10.5H14v3h-1.5z", class: "glyph-line glyph-line-grey" }],
  ],
  "⏳": strokes(
    "orange",
    "M5.5 3h9M5.5 17h9M6.5 3c0 4 3.5 4.5 3.5 7s-3.5 3-3.5 7M13.5 3c0 4-3.5 4.5-3.5 7s3.5 3 3.5 7",
  ),
  "💡": [
    ["circle", { cx: 10, cy: 8.5, r: 5.5, class: "glyph-yellow" }],
    ["path", { d: "M8 16.5h4", class: "glyph-line glyph-line-grey" }],
  ],
};

const DRAWN_PATTERN = new RegExp(`(${Object.keys(DRAWN).join("|")})\\uFE0F?`, "u");

/** The character of a shortcode without its colons, or null. */
export function emojiCharacter(name) {
  return CHARACTERS[name] ?? null;
}

/** An emoji as a node: drawn when we have a drawing, else the character, always with a name for screen readers. */
export function emoji(name) {
  const character = CHARACTERS[name];
  if (!character) return document.createTextNode(`:${name}:`);
  return glyph(character.replace("\uFE0F", ""), name) ?? document.createTextNode(character);
}

function glyph(character, name) {
  const drawing = DRAWN[character];
  if (!drawing) return null;
  const label = (name ?? "").replaceAll("_", " ");
  const parts = drawing.map(([tag, attributes]) => svg(tag, attributes));
  return svg(
    "svg",
    { class: "glyph", viewBox: "0 0 20 20", role: "img", "aria-label": label || character },
    ...parts,
  );
}

/** Text as nodes, with emoji characters that we draw replaced by their drawings. */
export function withGlyphs(text) {
  return text.split(DRAWN_PATTERN).map((part) => glyph(part, nameOf(part)) ?? part);
}

function nameOf(character) {
  return Object.keys(CHARACTERS).find((name) => CHARACTERS[name].replace("\uFE0F", "") === character);
}

/** The names that contain `words`, those that start with it first. */
export function emojiNames(words) {
  const names = Object.keys(CHARACTERS).filter((name) => name.includes(words));
  return names.sort((left, right) => Number(right.startsWith(words)) - Number(left.startsWith(words)));
}
