// The panel beside the conversation that holds one thread.

import { h, refill } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { Composer } from "./composer.js";
import { Feed } from "./feed.js";
import { goTo, on, state, titleOf } from "./state.js";

/** Draws the panel when a thread is open. */
export function startThread() {
  const panel = document.getElementById("thread");
  const feed = new Feed({ label: "Thread" });
  const composer = new Composer({ feed, isInThread: true });
  const where = h("span", { class: "quiet" });
  const close = () => {
    goTo({});
    document.getElementById("composer")?.focus();
  };
  refill(
    panel,
    h(
      "header",
      { class: "thread-head" },
      h("h2", {}, "Thread"),
      where,
      h("span", { class: "spacer" }),
      h(
        "button",
        {
          class: "icon-button",
          type: "button",
          "aria-label": "Close thread",
          title: "Close",
          onclick: close,
        },
        icon("close"),
      ),
    ),
    feed.node,
    composer.node,
  );
  panel.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && close());
  let shown = null;
  on("place", () => {
    const { channel, thread } = state.place;
    const key = thread && `${channel}/${thread}`;
    panel.hidden = !thread;
    document.body.toggleAttribute("data-thread", Boolean(thread));
    if (!thread || key === shown) return void (shown = key);
    shown = key;
    where.textContent = titleOf(channel);
    feed.show({ channel, thread });
    composer.show({ channel, thread });
    composer.field.focus();
  });
}
