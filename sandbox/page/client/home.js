// The app's Home tab.

import { h, refill } from "../base/dom.js";
import { drawBlocks } from "../kit/blocks.js";
import { avatar } from "./avatar.js";
import { openTab } from "./api.js";
import { keepFocus } from "./focus.js";
import { isAppDirect, on, state } from "./state.js";
import { viewSurface } from "./surfaces.js";

/** The Home tab as a node that keeps itself current. */
export function drawHome() {
  const body = h("div", { class: "home-body" });
  const node = h("section", { class: "home", "aria-label": "Home" }, body);
  const draw = () => (state.home ? drawBlocks(state.home.blocks, viewSurface(state.home)) : drawEmpty());
  const redraw = () => keepFocus(body, () => refill(body, draw()));
  on("home", redraw);
  on("place", tellServer);
  redraw();
  return node;
}

function drawEmpty() {
  return h(
    "div",
    { class: "intro" },
    avatar(state.app.bot_user),
    h("h3", {}, "Nothing here yet"),
    h("p", {}, `${state.app.name} shows its Home here once it is connected.`),
  );
}

let told = null;

function tellServer() {
  const { channel, tab } = state.place;
  const opened = isAppDirect(channel) ? tab : null;
  if (opened && opened !== told) openTab({ tab: opened });
  told = opened;
}
