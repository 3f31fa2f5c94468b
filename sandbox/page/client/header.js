// The bar above a conversation: its name, the app's tabs, and the page's own tools.

import { h, refill } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { avatar } from "./avatar.js";
import { openTools } from "./tools.js";
import { openSidebar } from "./sidebar.js";
import { goTo, isAppDirect, on, state, titleOf, unreadElsewhere } from "./state.js";
import { isDark, toggleTheme } from "./theme.js";

const STAND_IN = "A local stand-in for trying and testing the app. It is not Slack.";

/** Draws the header and keeps it current. */
export function startHeader() {
  const menu = tool({ name: "menu", label: "Conversations", act: openSidebar });
  const title = h("h2", { class: "header-title" });
  const tabs = h("nav", { class: "tabs" });
  const standIn = h(
    "span",
    { class: "stand-in-badge", title: STAND_IN },
    h("span", { class: "on-wide" }, "Local stand-in, "),
    "not Slack",
  );
  const tools = tool({ name: "flask", label: "Sandbox tools", act: openTools });
  const row = h(
    "div",
    { class: "header-row" },
    menu,
    title,
    h("span", { class: "spacer" }),
    standIn,
    tools,
    themeButton(),
  );
  refill(document.getElementById("header"), row, tabs);
  menu.classList.add("header-menu");
  const redraw = () => {
    menu.classList.toggle("has-unread", unreadElsewhere() > 0);
    refill(title, drawTitle());
    drawTabs(tabs);
    nameDocument();
  };
  for (const signal of ["place", "connection", "sidebar"]) on(signal, redraw);
}

function tool({ name, label, act }) {
  return h(
    "button",
    { class: "icon-button", type: "button", title: label, "aria-label": label, onclick: act },
    icon(name),
  );
}

function themeButton() {
  const button = tool({ name: "sun", label: "Theme", act: () => (toggleTheme(), show()) });
  const show = () => {
    const label = isDark() ? "Light theme" : "Dark theme";
    refill(button, icon(isDark() ? "sun" : "moon"));
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
  return button;
}

function drawTitle() {
  const { channel } = state.place;
  if (!channel) return [];
  const direct = state.dms.find((dm) => dm.id === channel);
  const isPrivate = state.channels.find((one) => one.id === channel)?.is_private;
  const face = direct ? avatar(direct.user) : icon(isPrivate ? "lock" : "hash");
  return [face, h("span", {}, titleOf(channel).replace(/^#/, "")), isAppDirect(channel) && drawConnection()];
}

function drawConnection() {
  const isOn = state.isBotConnected;
  const words = isOn ? "Connected" : isOn === false ? "Not connected" : "…";
  return h("span", { class: `connection${isOn ? " is-on" : ""}` }, words);
}

function drawTabs(nav) {
  const { channel, tab: open } = state.place;
  nav.hidden = !isAppDirect(channel);
  nav.setAttribute("aria-label", state.app.name);
  const shown = nav.dataset.open;
  nav.dataset.open = open;
  if (nav.childElementCount && shown === open) return;
  const hadFocus = nav.contains(document.activeElement);
  const tab = (name, label) => {
    const isOpen = open === name;
    return h(
      "button",
      {
        class: "tab",
        type: "button",
        "aria-current": isOpen ? "page" : null,
        onclick: () => goTo({ tab: name }),
      },
      label,
    );
  };
  refill(nav, tab("home", "Home"), tab("messages", "Messages"));
  if (hadFocus) nav.querySelector("[aria-current]")?.focus();
}

function nameDocument() {
  const { channel } = state.place;
  const unread = unreadElsewhere();
  document.title = `${unread ? `(${unread}) ` : ""}${channel ? `${titleOf(channel)} · ` : ""}Tickertone sandbox`;
}
