// Suggested prompts: chips above the message box of the app's Messages tab. A tap says the prompt.

import { h, refill } from "../base/dom.js";
import { drawPlain } from "../kit/text.js";
import { isAppDirect, on, state } from "./state.js";
import { sendTyped } from "./sending.js";

export class Prompts {
  constructor(composer) {
    this.node = h("div", {
      class: "prompts",
      role: "group",
      "aria-label": "Suggested prompts",
      hidden: true,
    });
    this.composer = composer;
    this.channel = null;
    this.isTyping = false;
    on("prompts", () => this.draw());
    composer.node.addEventListener("typed", (event) => {
      this.isTyping = event.detail.trim() !== "";
      this.draw();
    });
  }

  show(channel) {
    this.channel = channel;
    this.draw();
  }

  draw() {
    const prompts = state.prompts.get(this.channel) ?? [];
    this.node.hidden = !isAppDirect(this.channel) || !prompts.length || this.isTyping;
    refill(
      this.node,
      prompts.map(({ title, message }) =>
        h(
          "button",
          {
            class: "prompt",
            type: "button",
            title: message,
            onclick: (event) => this.use(event.currentTarget, message),
          },
          drawPlain(title ?? message),
        ),
      ),
    );
  }

  /** Says a prompt. It does not stay marked: the keyboard goes on in the message box, where there is one. */
  use(button, message) {
    sendTyped({ typed: message, channel: this.channel, thread: null });
    if (matchMedia("(hover: hover)").matches) this.composer.field.focus();
    else button.blur();
  }
}
