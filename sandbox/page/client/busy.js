// Shows that a press was heard: the control spins until the app answers, or for three seconds.

import { on } from "./state.js";

const LONGEST_MS = 3000;
const waiting = new Map();

/** Marks a control as busy. */
export function startBusy(node) {
  if (!node) return;
  stopBusy(node);
  node.setAttribute("aria-busy", "true");
  waiting.set(
    node,
    setTimeout(() => stopBusy(node), LONGEST_MS),
  );
}

function stopBusy(node) {
  clearTimeout(waiting.get(node));
  waiting.delete(node);
  node.removeAttribute("aria-busy");
}

on("activity", () => [...waiting.keys()].forEach(stopBusy));
