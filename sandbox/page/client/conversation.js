// The middle of the page: the open conversation with its message box, or the app's Home tab.

import { h, refill } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { Feed } from "./feed.js";
import { drawHome } from "./home.js";
import { Prompts } from "./prompts.js";
import { isAppDirect, on, state, titleOf } from "./state.js";

/** Draws the conversation and keeps it at the open place. */
export function startConversation() {
  const content = document.getElementById("content");
  const feed = new Feed({ label: "Messages" });
  const composer = new Composer({ feed, id: "composer" });
  const prompts = new Prompts(composer);
  const home = drawHome();
  let shown = null;
  on("place", () => {
    const { channel, tab } = state.place;
    const isHome = tab === "home" && isAppDirect(channel);
    refill(content, isHome ? home : [feed.node, prompts.node, composer.node]);
    prompts.show(channel);
    if (isHome || channel === shown) return feed.toBottom();
    shown = channel;
    feed.show({ channel, intro: drawIntro(channel) });
    composer.show({ channel });
    if (matchMedia("(hover: hover)").matches) composer.field.focus();
    return undefined;
  });
}

function drawIntro(channel) {
  const direct = state.dms.find((dm) => dm.id === channel);
  const name = titleOf(channel);
  const words = direct
    ? `This is the start of your conversation with ${name}.`
    : `This is the start of ${name}. What ${state.app.name} posts here, and what people say, stands below.`;
  return h(
    "div",
    { class: "intro" },
    direct ? avatar(direct.user) : h("span", { class: "intro-mark" }, icon("hash")),
    h("h3", {}, name.replace(/^#/, "")),
    h("p", {}, words),
  );
}
