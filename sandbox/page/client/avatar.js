// Faces: a person's initials on a colour of their own, the app's mark for the app.

import { h } from "../base/dom.js";
import { appMark } from "../base/icons.js";
import { state, userOf } from "./state.js";

const HUES = 8;

export function avatar(userId) {
  if (userId === state.app.bot_user)
    return h("span", { class: "avatar avatar-app", "aria-hidden": "true" }, appMark());
  const name = userOf(userId)?.name ?? "?";
  return h(
    "span",
    { class: `avatar avatar-hue-${hueOf(userId ?? "")}`, "aria-hidden": "true" },
    initials(name),
  );
}

function initials(name) {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 2)).toUpperCase();
}

function hueOf(id) {
  return [...id].reduce((sum, character) => sum + character.codePointAt(0), 0) % HUES;
}
