// The list of conversations, with unread marks, the app's light, and the switch to another person.

import { h, refill } from "../base/dom.js";
import { appMark, icon } from "../base/icons.js";
import { openMenu } from "../base/menu.js";
import { becomeUser } from "./address.js";
import { avatar } from "./avatar.js";
import { goTo, on, state, titleOf, userOf } from "./state.js";

/** Draws the sidebar and keeps it current. */
export function startSidebar() {
  const node = document.getElementById("sidebar");
  const lists = h("div", { class: "sidebar-scroll" });
  const redraw = () => {
    const focused = lists.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
    refill(lists, drawChannels(), drawDirect(), drawApps());
    if (focused) lists.querySelector(`[data-channel="${focused}"]`)?.focus();
  };
  for (const signal of ["sidebar", "place", "connection"]) on(signal, redraw);
  on("workspace", () => {
    refill(node, drawHead(), lists, drawFoot());
    redraw();
  });
  document.getElementById("scrim").addEventListener("click", closeSidebar);
  node.addEventListener("keydown", (event) => event.key === "Escape" && closeSidebar());
}

/** On a narrow screen the sidebar is a drawer. */
export function openSidebar() {
  document.body.dataset.sidebar = "open";
  document.querySelector("#sidebar [aria-current]")?.focus();
}

function closeSidebar() {
  delete document.body.dataset.sidebar;
}

function drawHead() {
  return h(
    "header",
    { class: "sidebar-head" },
    h("span", { class: "workspace-mark" }, appMark()),
    h("div", {}, h("h1", {}, state.team.name), h("p", { class: "stand-in" }, "Tickertone sandbox")),
  );
}

function section(title, rows) {
  return (
    rows.length > 0 &&
    h(
      "section",
      {},
      h("h2", {}, title),
      h(
        "ul",
        {},
        rows.map((row) => h("li", {}, row)),
      ),
    )
  );
}

function drawChannels() {
  return section(
    "Channels",
    state.channels.map((channel) =>
      drawRow({ channel: channel.id, face: icon(channel.is_private ? "lock" : "hash"), name: channel.name }),
    ),
  );
}

function drawDirect() {
  const people = state.dms.filter((dm) => dm.user !== state.app.bot_user);
  return section(
    "Direct messages",
    people.map((dm) => drawRow({ channel: dm.id, face: avatar(dm.user), name: titleOf(dm.id) })),
  );
}

function drawApps() {
  const apps = state.dms.filter((dm) => dm.user === state.app.bot_user);
  return section(
    "Apps",
    apps.map((dm) =>
      drawRow({ channel: dm.id, face: avatar(dm.user), name: state.app.name, light: drawLight() }),
    ),
  );
}

function drawLight() {
  const words =
    state.isBotConnected === null
      ? "Bot: unknown"
      : state.isBotConnected
        ? "Bot connected"
        : "Bot not connected";
  return h("span", {
    class: `light${state.isBotConnected ? " is-on" : ""}`,
    role: "img",
    "aria-label": words,
    title: words,
  });
}

function drawRow({ channel, face, name, light = null }) {
  const unread = state.unread.get(channel) ?? 0;
  const isHere = channel === state.place.channel;
  const open = () => {
    goTo({ channel });
    closeSidebar();
  };
  return h(
    "button",
    {
      class: `sidebar-row${unread ? " is-unread" : ""}`,
      type: "button",
      "aria-current": isHere ? "page" : null,
      data: { channel },
      onclick: open,
    },
    h("span", { class: "sidebar-face" }, face),
    h("span", { class: "sidebar-name" }, name),
    light,
    unread > 0 &&
      h("span", { class: "count", "aria-label": `${unread} unread` }, unread > 99 ? "99+" : unread),
  );
}

function drawFoot() {
  const me = userOf(state.me);
  const people = state.users.filter((user) => !user.is_bot);
  const items = people.map((user) => ({
    label: user.name,
    icon: avatar(user.id),
    isChecked: user.id === state.me,
    choose: () => becomeUser(user.id),
  }));
  const button = h(
    "button",
    {
      class: "me",
      type: "button",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": `You are ${me?.name}. Act as another person`,
      onclick: () => openMenu(button, items, { isAbove: true }),
    },
    avatar(state.me),
    h("span", { class: "me-name" }, h("strong", {}, me?.name ?? ""), h("small", {}, "Act as another person")),
    icon("up"),
  );
  return h(
    "footer",
    { class: "sidebar-foot" },
    button,
    h("p", { class: "stand-in-note" }, "A local stand-in, not Slack. Nothing leaves this machine."),
  );
}
