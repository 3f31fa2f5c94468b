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
            onclick: () => sendTyped({ typed: message, channel: this.channel, thread: null }),
          },
          drawPlain(title ?? message),
        ),
      ),
    );
  }
}
