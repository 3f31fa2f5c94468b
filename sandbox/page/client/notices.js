// Short messages of the page itself: toasts, the connection banner, and what screen readers are told.

import { h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { on, putMessage, state, userOf } from "./state.js";

const TOAST_MS = 7000;
const LONG_TEXT = 160;

/** Shows a line for a few seconds. */
export function toast(text, { isProblem = false } = {}) {
  const close = () => node.remove();
  const node = h(
    "div",
    { class: `toast${isProblem ? " toast-problem" : ""}` },
    isProblem && icon("warning"),
    h("span", {}, text),
    h(
      "button",
      { class: "icon-button", type: "button", "aria-label": "Dismiss", onclick: close },
      icon("close"),
    ),
  );
  document.getElementById("toasts").append(node);
  setTimeout(close, TOAST_MS);
}

/** A line in a conversation that only this page knows, as a chat client answers a command that failed. */
export function localNotice(channel, text, thread = null) {
  putMessage(channel, {
    ts: (Date.now() / 1000).toFixed(6),
    channel,
    user: null,
    text,
    ephemeral: true,
    isNotice: true,
    thread_ts: thread,
  });
}

/** Starts the banner, the fault toasts and the announcer. */
export function startNotices() {
  on("connection", showBanner);
  on("fault", ({ method, error }) => toast(`${method}: ${error}`, { isProblem: true }));
  on("announce", announce);
}

function showBanner() {
  const banner = document.getElementById("banner");
  const text = state.isLive
    ? state.isBotConnected === false
      ? "The bot is not connected. Messages and commands reach it once it is."
      : ""
    : "Connecting to the sandbox…";
  banner.hidden = text === "";
  banner.textContent = text;
}

function announce({ message, isChanged = false }) {
  const name = userOf(message.user)?.name ?? state.app.name;
  const text = (message.text ?? "").slice(0, LONG_TEXT);
  document.getElementById("announcer").textContent = `${name}${isChanged ? ", updated" : ""}: ${text}`;
}
