// Suggestions while typing: /commands, @people, #channels and :emoji:. Up and down choose, Enter or Tab takes, Escape leaves.

import { freshId, h, refill } from "../base/dom.js";
import { emoji, emojiNames } from "../base/emoji.js";
import { icon } from "../base/icons.js";
import { avatar } from "./avatar.js";
import { state } from "./state.js";

const MOST = 8;
const WORD_AT_CARET = /(^|[\s(])([@#:])([\p{L}\p{N}_.+-]*)$/u;
const COMMAND_AT_START = /^\/[\w-]*$/;

const SOURCES = {
  "/": (words) =>
    state.commands
      .filter((one) => one.command.startsWith(`/${words}`))
      .map(({ command, usage_hint: usage, description }) => ({
        insert: command,
        face: avatar(state.app.bot_user),
        title: command,
        usage,
        note: description,
      })),
  "@": (words) =>
    state.users
      .filter((user) => startsLike(user.name, words))
      .map((user) => ({
        insert: `@${user.name}`,
        face: avatar(user.id),
        title: user.name,
        note: user.is_bot ? "App" : null,
      })),
  "#": (words) =>
    state.channels
      .filter((channel) => startsLike(channel.name, words))
      .map((channel) => ({
        insert: `#${channel.name}`,
        face: h("span", { class: "suggest-mark" }, icon("hash")),
        title: channel.name,
      })),
  ":": (words) =>
    words.length < 2
      ? []
      : emojiNames(words).map((name) => ({
          insert: `:${name}:`,
          face: h("span", { class: "suggest-mark" }, emoji(name)),
          title: `:${name}:`,
        })),
};

function startsLike(name, words) {
  return name
    .split(/[\s_-]+/)
    .concat(name)
    .some((part) => part.toLowerCase().startsWith(words.toLowerCase()));
}

export class Suggestions {
  /** @param takesCommands whether "/" at the start names a command here */
  constructor(field, { takesCommands }) {
    Object.assign(this, { field, takesCommands, found: [], active: 0 });
    this.panel = h("div", {
      class: "suggest",
      role: "listbox",
      id: freshId("suggest"),
      "aria-label": "Suggestions",
      hidden: true,
    });
    for (const [name, value] of Object.entries({
      "aria-autocomplete": "list",
      "aria-controls": this.panel.id,
    }))
      field.setAttribute(name, value);
    field.addEventListener("input", () => this.look());
    field.addEventListener("click", () => this.look());
    field.addEventListener("blur", () => this.hide());
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  look() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const word = before.match(WORD_AT_CARET);
    if (this.takesCommands && COMMAND_AT_START.test(before))
      this.offer({ from: 0, found: SOURCES["/"](before.slice(1)) });
    else if (word) this.offer({ from: before.length - word[3].length - 1, found: SOURCES[word[2]](word[3]) });
    else this.hide();
  }

  offer({ from, found }) {
    Object.assign(this, { from, found: found.slice(0, MOST), active: 0 });
    if (!found.length) return this.hide();
    this.panel.hidden = false;
    refill(
      this.panel,
      this.found.map((one, index) => this.drawRow(one, index)),
    );
    return this.mark();
  }

  drawRow({ face, title, usage, note }, index) {
    const take = (event) => {
      event.preventDefault();
      this.take(index);
    };
    return h(
      "div",
      { class: "suggest-row", role: "option", id: `${this.panel.id}-${index}`, onpointerdown: take },
      face,
      h("span", { class: "suggest-title" }, title),
      usage && h("span", { class: "suggest-usage" }, usage),
      note && h("span", { class: "suggest-note" }, note),
    );
  }

  mark() {
    [...this.panel.children].forEach((row, index) =>
      row.setAttribute("aria-selected", String(index === this.active)),
    );
    this.panel.children[this.active].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", this.panel.children[this.active].id);
  }

  hide() {
    this.panel.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  take(index) {
    const after = this.field.value.slice(this.field.selectionStart);
    const text = `${this.field.value.slice(0, this.from)}${this.found[index].insert} `;
    this.field.value = text + after.replace(/^ /, "");
    this.field.setSelectionRange(text.length, text.length);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.hide();
  }

  /** True when the key was for the suggestions. */
  key(event) {
    if (!this.isOpen) return false;
    const count = this.found.length;
    const isWhole = event.key === "Enter" && this.field.value.trim() === this.found[this.active].insert;
    const acts = {
      ArrowDown: () => this.step(1, count),
      ArrowUp: () => this.step(-1, count),
      Tab: () => this.take(this.active),
      Escape: () => this.hide(),
      Enter: isWhole ? null : () => this.take(this.active),
    };
    if (!acts[event.key]) return false;
    event.preventDefault();
    acts[event.key]();
    return true;
  }

  step(by, count) {
    this.active = (this.active + by + count) % count;
    this.mark();
  }
}
