// The sandbox's own tools: make the stand-in refuse, delay or drop calls of the bot, and read the transcript.

import { freshId, h, refill } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { addFault, clearFaults, loadFaults, takeNewBlocks } from "./api.js";
import { state } from "./state.js";

const METHODS = [
  "chat.postMessage",
  "chat.update",
  "chat.postEphemeral",
  "views.open",
  "views.publish",
  "files.completeUploadExternal",
  "*",
];
const KINDS = {
  rate_limited: { label: "429 rate limited", fault: { status: 429 } },
  server_error: { label: "503 server error", fault: { status: 503 } },
  invalid_blocks: { label: "invalid_blocks", fault: { error: "invalid_blocks" } },
  channel_not_found: { label: "channel_not_found", fault: { error: "channel_not_found" } },
  drop: { label: "Connection dropped, no answer", fault: { drop: true } },
  delay: { label: "Slow: 5 seconds", fault: { delay_s: 5 } },
};

/** Opens the tools. */
export function openTools() {
  const titleId = freshId("tools");
  const list = h("div", { class: "fault-list", role: "status" });
  const dialog = h(
    "dialog",
    { class: "dialog", "aria-labelledby": titleId },
    h(
      "header",
      { class: "dialog-head" },
      h("h2", { id: titleId }, "Sandbox tools"),
      h(
        "button",
        { class: "icon-button", type: "button", "aria-label": "Close", onclick: () => dialog.close() },
        icon("close"),
      ),
    ),
    h(
      "div",
      { class: "dialog-body" },
      drawAbout(),
      drawNewBlocks(),
      h("h3", {}, "Make something go wrong"),
      drawForm(list),
      list,
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  showFaults(list);
}

function drawAbout() {
  const light = state.isBotConnected ? "The bot is connected." : "The bot is not connected.";
  return h(
    "p",
    {},
    `This page is a local stand-in for Slack, for trying and testing ${state.app.name}. It is not Slack, and nothing is sent to it. ${light} `,
    h("a", { href: "/page/transcript", target: "_blank" }, "Read the transcript"),
    " of what the bot posted and answered.",
  );
}

function drawNewBlocks() {
  const change = async () => {
    const answer = await takeNewBlocks({ takes: box.checked });
    if (answer.ok) state.takesNewBlocks = box.checked;
    else box.checked = state.takesNewBlocks;
  };
  const box = h("input", { type: "checkbox", checked: state.takesNewBlocks, onchange: change });
  return h("label", { class: "tool-switch" }, box, "This workspace takes charts and data tables");
}

function drawForm(list) {
  const method = pick(
    "Method",
    METHODS.map((name) => [name, name === "*" ? "any method" : name]),
  );
  const kind = pick(
    "What happens",
    Object.entries(KINDS).map(([name, { label }]) => [name, label]),
  );
  const times = h("input", {
    class: "field",
    type: "number",
    min: 1,
    max: 99,
    value: 1,
    "aria-label": "How many times",
  });
  const add = async (event) => {
    event.preventDefault();
    await addFault({ method: method.value, times: Number(times.value) || 1, ...KINDS[kind.value].fault });
    showFaults(list);
  };
  return h(
    "form",
    { class: "fault-form", onsubmit: add },
    labelled("Call", method),
    labelled("Answer", kind),
    labelled("Times", times),
    h("button", { class: "button button-primary", type: "submit" }, "Inject"),
  );
}

function pick(label, choices) {
  return h(
    "select",
    { class: "field", "aria-label": label },
    choices.map(([value, text]) => h("option", { value }, text)),
  );
}

function labelled(text, control) {
  return h("label", { class: "labelled" }, h("span", {}, text), control);
}

async function showFaults(list) {
  const { faults = [] } = await loadFaults();
  const clear = async () => {
    await clearFaults();
    showFaults(list);
  };
  const rows = faults.map((fault) =>
    h("li", {}, h("code", {}, fault.method), ` ${describe(fault)}, ${fault.times ?? 1}×`),
  );
  refill(
    list,
    rows.length
      ? [
          h("ul", {}, rows),
          h("button", { class: "button button-small", type: "button", onclick: clear }, "Clear all"),
        ]
      : h("p", { class: "quiet" }, "No faults are waiting."),
  );
}

function describe({ error, status, delay_s: delay, drop }) {
  if (drop) return "drops the connection";
  if (delay) return `waits ${delay} s`;
  return error ?? `status ${status}`;
}
