// The actions of a message: one small bar that moves to the message under the pointer or the keyboard's focus.

import { h, refill } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { openMenu } from "../base/menu.js";
import { askConfirm } from "../kit/confirm.js";
import { deleteMessage, runShortcut } from "./api.js";
import { startEditing } from "./editor.js";
import { toast } from "./notices.js";
import { goTo, state } from "./state.js";

export class Toolbar {
  constructor(list) {
    this.node = h("div", { class: "toolbar", role: "toolbar", "aria-label": "Message actions" });
    list.addEventListener("pointerover", (event) => this.moveTo(event.target.closest("article")));
    list.addEventListener("focusin", (event) => this.moveTo(event.target.closest("article")));
    list.addEventListener("pointerleave", () => !this.hasOpenMenu() && !this.hasFocus() && this.hide());
  }

  hasOpenMenu() {
    return this.node.querySelector("[aria-expanded=true]") !== null;
  }

  hasFocus() {
    return this.node.contains(document.activeElement);
  }

  hide() {
    this.node.remove();
  }

  moveTo(article) {
    if (!article || this.node.parentNode === article || this.hasOpenMenu()) return;
    if (this.hasFocus()) this.node.parentNode.focus();
    const message = state.messages.get(state.place.channel)?.get(article.dataset.ts);
    if (!message || article.querySelector(".editor")) return;
    const buttons = actionsOf(message, article);
    if (!buttons.length) return this.hide();
    refill(this.node, buttons);
    article.append(this.node);
  }
}

function actionsOf(message, article) {
  if (message.ephemeral) return [];
  const isMine = message.user === state.me;
  const shortcuts = state.shortcuts.filter((one) => one.type === "message" || one.type === "message_action");
  return [
    tool("reply", "Reply in thread", () => goTo({ thread: message.thread_ts ?? message.ts })),
    isMine && tool("edit", "Edit message", () => startEditing(article, message)),
    isMine && tool("trash", "Delete message", () => askDelete(message)),
    shortcuts.length > 0 && moreTool(message, shortcuts),
  ].filter(Boolean);
}

function tool(name, label, act) {
  return h(
    "button",
    { class: "icon-button", type: "button", title: label, "aria-label": label, onclick: act },
    icon(name),
  );
}

function moreTool(message, shortcuts) {
  const items = shortcuts.map(({ name, description, callback_id: callback }) => ({
    label: name,
    note: description,
    icon: icon("bolt"),
    choose: () => run({ callback_id: callback, channel: state.place.channel, ts: message.ts }),
  }));
  const button = h(
    "button",
    {
      class: "icon-button",
      type: "button",
      title: "More actions",
      "aria-label": "More actions",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () => openMenu(button, items),
    },
    icon("more"),
  );
  return button;
}

async function run(shortcut) {
  const answer = await runShortcut(shortcut);
  if (!answer.ok) toast(`The shortcut did not reach the app: ${answer.error}`, { isProblem: true });
}

async function askDelete(message) {
  const isSure = await askConfirm({
    title: { text: "Delete message" },
    text: { type: "plain_text", text: "Delete this message? It can't be undone." },
    confirm: { text: "Delete" },
    style: "danger",
  });
  if (!isSure) return;
  const answer = await deleteMessage({ channel: state.place.channel, ts: message.ts });
  if (!answer.ok) toast(`It was not deleted: ${answer.error}`, { isProblem: true });
}
