// Light and dark: the system's choice, the person's own (remembered), or the address's (?theme=dark).

import { readAddress } from "./address.js";

const KEY = "theme";

/** Sets the theme at the start. */
export function startTheme() {
  const asked = readAddress().theme ?? localStorage.getItem(KEY);
  if (asked === "light" || asked === "dark") document.documentElement.dataset.theme = asked;
}

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Turns to the other theme and remembers it. */
export function toggleTheme() {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem(KEY, next);
}
