// The box that is written in: many lines, Enter sends, suggestions, drafts kept per conversation, the app's status line.

import { freshId, h, refill } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { openMenu } from "../base/menu.js";
import { runShortcut } from "./api.js";
import { editLast } from "./editor.js";
import { sendTyped } from "./sending.js";
import { on, state, statusOf, titleOf } from "./state.js";
import { Suggestions } from "./suggest.js";
import { toast } from "./notices.js";

const drafts = new Map();

export class Composer {
  /** @param feed the list it belongs to: the up arrow edits my last message in it. Slash commands don't work in threads. */
  constructor({ feed, isInThread = false, id = freshId("composer") }) {
    this.feed = feed;
    this.field = h("textarea", {
      class: "composer-field",
      id,
      rows: 1,
      oninput: () => this.changed(),
      onkeydown: (event) => this.key(event),
    });
    this.suggestions = new Suggestions(this.field, { takesCommands: !isInThread });
    this.hint = h("span", { class: "composer-hint" });
    this.sendButton = h(
      "button",
      { class: "send", type: "submit", "aria-label": "Send", title: "Send", disabled: true },
      icon("send"),
    );
    this.status = h("div", { class: "status", role: "status" });
    this.node = h(
      "div",
      { class: "composer-area" },
      h(
        "form",
        { class: "composer", onsubmit: (event) => (event.preventDefault(), this.send()) },
        this.suggestions.panel,
        this.field,
        h(
          "div",
          { class: "composer-bar" },
          this.drawShortcuts(),
          !isInThread && this.insertButton("slash", "/", "Slash commands"),
          this.insertButton("at", "@", "Mention someone"),
          this.hint,
          this.sendButton,
        ),
      ),
      this.status,
    );
    on("status", () => this.showStatus());
  }

  /** Turns to another conversation or thread. */
  show({ channel, thread = null }) {
    Object.assign(this, { channel, thread });
    const label = thread ? "Reply…" : `Message ${titleOf(channel)}`;
    this.field.placeholder = label;
    this.field.setAttribute("aria-label", thread ? "Reply in the thread" : label);
    this.field.value = drafts.get(this.draftKey) ?? "";
    this.suggestions.hide();
    this.changed();
    this.showStatus();
  }

  get draftKey() {
    return `${this.channel}/${this.thread ?? ""}`;
  }

  changed() {
    drafts.set(this.draftKey, this.field.value);
    this.sendButton.disabled = this.field.value.trim() === "";
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    this.showHint();
    this.node.dispatchEvent(new CustomEvent("typed", { detail: this.field.value }));
  }

  showHint() {
    const typed = this.field.value.match(/^(\/[\w-]+)\s/)?.[1];
    const command = state.commands.find((one) => one.command === typed);
    refill(
      this.hint,
      command
        ? [h("b", {}, command.command), ` ${command.usage_hint ?? ""}`]
        : h(
            "span",
            { class: "composer-keys" },
            h("kbd", {}, "Shift"),
            " + ",
            h("kbd", {}, "Enter"),
            " for a new line",
          ),
    );
  }

  showStatus() {
    const text = statusOf(this.channel, this.thread);
    const isNamed = text?.toLowerCase().startsWith(state.app.name.toLowerCase()) || text?.startsWith("/");
    refill(
      this.status,
      text
        ? [
            h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
            isNamed ? text : `${state.app.name} ${text}`,
          ]
        : [],
    );
  }

  async send() {
    const typed = this.field.value.trim();
    if (!typed) return;
    this.field.value = "";
    this.suggestions.hide();
    this.changed();
    this.feed.toBottom();
    const place = { channel: this.channel, thread: this.thread };
    const isSent = await sendTyped({ typed, ...place });
    if (isSent || this.field.value !== "" || place.channel !== this.channel) return;
    this.field.value = typed;
    this.changed();
  }

  key(event) {
    if (event.isComposing || this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "ArrowUp" && this.field.value === "" && editLast(this.feed))
      event.preventDefault();
  }

  insertButton(name, text, label) {
    const insert = () => {
      const isStart = text === "/";
      const before = this.field.value;
      this.field.value = isStart ? text : `${before}${before && !before.endsWith(" ") ? " " : ""}${text}`;
      this.field.focus();
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    return h(
      "button",
      { class: "icon-button", type: "button", title: label, "aria-label": label, onclick: insert },
      icon(name),
    );
  }

  drawShortcuts() {
    const button = h(
      "button",
      {
        class: "icon-button",
        type: "button",
        title: "Shortcuts",
        "aria-label": "Shortcuts",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        onclick: () => this.openShortcuts(button),
      },
      icon("bolt"),
    );
    return button;
  }

  openShortcuts(button) {
    const global = state.shortcuts.filter((one) => one.type === "global" || one.type === "shortcut");
    const items = global.map(({ name, description, callback_id: callback }) => ({
      label: name,
      note: description,
      icon: icon("bolt"),
      choose: () => this.runShortcut(callback),
    }));
    const none = { label: "No shortcuts", note: "The app offers none.", choose: () => {} };
    openMenu(button, items.length ? items : [none], { isAbove: true });
  }

  async runShortcut(callback) {
    const answer = await runShortcut({ callback_id: callback, channel: this.channel });
    if (!answer.ok) toast(`The shortcut did not reach the app: ${answer.error}`, { isProblem: true });
  }
}
