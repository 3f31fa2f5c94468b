// A text field that opens a list to choose from: one choice or several, filtered while typing, all by keyboard.
// Knows options ({text, value, description}), nothing of Block Kit's kinds of selects (see selects.js).

import { freshId, h, refill } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { openPopover } from "../base/popover.js";
import { drawLabel, drawPlain } from "./text.js";

const NO_MATCH = "No matches";

/**
 * @param find      async (words) => [{label, options}]: the groups to show
 * @param chosen    the options chosen at the start
 * @param maxChosen 1 for a single choice
 * @param onChange  (chosen options, node) => void
 */
export class Combobox {
  constructor({
    find,
    chosen,
    maxChosen,
    onChange,
    placeholder,
    labelId,
    name,
    isOptional,
    minQueryLength = 0,
  }) {
    Object.assign(this, { find, chosen, maxChosen, onChange, minQueryLength, isOptional });
    this.rows = [];
    this.active = -1;
    this.listId = freshId("options");
    this.input = h("input", {
      class: "combo-input",
      role: "combobox",
      autocomplete: "off",
      placeholder,
      "aria-expanded": "false",
      "aria-controls": this.listId,
      "aria-autocomplete": "list",
      "aria-labelledby": labelId,
      "aria-label": labelId ? null : (placeholder ?? "Choose"),
      data: { action: name },
      oninput: () => this.open(),
      onclick: () => this.open(),
      onkeydown: (event) => this.key(event),
      onblur: () => this.leave(),
    });
    this.chips = h("span", { class: "combo-chips" });
    this.clearButton = h(
      "button",
      {
        class: "combo-clear",
        type: "button",
        "aria-label": "Clear",
        hidden: true,
        onclick: () => this.choose([]),
      },
      icon("close"),
    );
    this.node = h(
      "span",
      { class: `combo${maxChosen > 1 ? " combo-multi" : ""}` },
      this.chips,
      this.input,
      this.clearButton,
      icon("down"),
    );
    this.node.addEventListener(
      "click",
      (event) => event.target === this.node && (this.input.focus(), this.open()),
    );
    this.showChosen();
  }

  get isSingle() {
    return this.maxChosen === 1;
  }

  showChosen() {
    if (this.isSingle) this.input.value = this.chosen[0]?.text?.text ?? "";
    else
      refill(
        this.chips,
        this.chosen.map((option) => this.drawChip(option)),
      );
    this.clearButton.hidden = !(this.isSingle && this.isOptional && this.chosen.length);
  }

  drawChip(option) {
    const remove = () => this.choose(this.chosen.filter((one) => one.value !== option.value));
    const label = `Remove ${option.text?.text}`;
    return h(
      "span",
      { class: "chip" },
      drawLabel(option.text),
      h("button", { type: "button", "aria-label": label, onclick: remove }, icon("close")),
    );
  }

  async open() {
    const words =
      this.isSingle && this.input.value === this.chosen[0]?.text?.text ? "" : this.input.value.trim();
    if (words.length < this.minQueryLength) return;
    this.asked = words;
    const groups = await this.find(words);
    if (this.asked === words && document.activeElement === this.input) this.show(groups);
  }

  show(groups) {
    this.rows = [];
    const drawn = groups.map(({ label, options }) => [
      label && h("div", { class: "menu-group" }, drawPlain(label)),
      options.map((option) => this.drawOption(option)),
    ]);
    const content = this.rows.length ? drawn : h("div", { class: "menu-empty" }, NO_MATCH);
    if (this.panel) refill(this.panel, content);
    else this.openPanel(content);
    this.activate(
      Math.max(
        0,
        this.rows.findIndex(({ option }) => this.isChosen(option)),
      ),
    );
  }

  openPanel(content) {
    this.panel = h(
      "div",
      { class: "menu", role: "listbox", id: this.listId, "aria-multiselectable": String(!this.isSingle) },
      content,
    );
    this.input.setAttribute("aria-expanded", "true");
    this.close = openPopover(this.node, this.panel, { isAsWide: true, onClose: () => this.closed() });
  }

  closed() {
    this.panel = null;
    this.asked = null;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  leave() {
    this.close?.();
    if (this.isSingle) this.showChosen();
    else this.input.value = "";
  }

  isChosen(option) {
    return this.chosen.some((one) => one.value === option.value);
  }

  drawOption(option) {
    const isChosen = this.isChosen(option);
    const note = option.description && h("small", {}, drawLabel(option.description));
    const node = h(
      "div",
      {
        class: "menu-item",
        role: "option",
        id: freshId("option"),
        "aria-selected": String(isChosen),
        onpointerdown: (event) => event.preventDefault(),
        onclick: () => this.pick(option),
      },
      h("span", { class: "menu-label" }, drawLabel(option.text), note),
      isChosen && icon("check"),
    );
    this.rows.push({ option, node });
    return node;
  }

  activate(index) {
    this.rows[this.active]?.node.classList.remove("is-active");
    this.active = index;
    const row = this.rows[index];
    if (!row) return;
    row.node.classList.add("is-active");
    row.node.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.node.id);
  }

  pick(option) {
    if (this.isSingle) return this.choose([option]);
    const others = this.chosen.filter((one) => one.value !== option.value);
    const next = others.length < this.chosen.length ? others : [...others, option].slice(0, this.maxChosen);
    this.input.value = "";
    return this.choose(next);
  }

  choose(next) {
    this.chosen = next;
    this.close?.();
    this.showChosen();
    this.input.focus();
    this.onChange(next, this.node);
  }

  key(event) {
    if (event.key === "Backspace" && !this.isSingle && this.input.value === "" && this.chosen.length)
      return this.choose(this.chosen.slice(0, -1));
    if (!this.panel) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") this.open();
      else if (event.key === "Enter") event.preventDefault();
      return undefined;
    }
    const count = this.rows.length;
    const moves = {
      ArrowDown: () => this.activate((this.active + 1) % count),
      ArrowUp: () => this.activate((this.active - 1 + count) % count),
      Enter: () => this.rows[this.active] && this.pick(this.rows[this.active].option),
    };
    if (!moves[event.key] || (count === 0 && event.key !== "Enter")) return undefined;
    event.preventDefault();
    return moves[event.key]();
  }
}
