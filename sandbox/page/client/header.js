// The bar above a conversation: its name, the app's tabs, and the page's own tools.

import { h, refill } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { avatar } from "./avatar.js";
import { openTools } from "./tools.js";
import { openSidebar } from "./sidebar.js";
import { goTo, isAppDirect, on, state, titleOf } from "./state.js";
import { isDark, toggleTheme } from "./theme.js";

/** Draws the header and keeps it current. */
export function startHeader() {
  const redraw = () => refill(document.getElementById("header"), drawRow(redraw), isAppDirect(state.place.channel) && drawTabs());
  for (const signal of ["place", "connection", "sidebar"]) on(signal, redraw);
}

function drawRow(redraw) {
  const others = [...state.unread.entries()].some(([channel]) => channel !== state.place.channel);
  return h("div", { class: "header-row" },
    tool({ name: "menu", label: others ? "Conversations, some unread" : "Conversations", kind: `header-menu${others ? " has-unread" : ""}`, act: openSidebar }),
    drawTitle(),
    h("span", { class: "spacer" }),
    h("span", { class: "stand-in-badge", title: "A local stand-in for trying and testing the app. It is not Slack." }, "Local stand-in, not Slack"),
    tool({ name: "flask", label: "Sandbox tools", act: openTools }),
    tool({ name: isDark() ? "sun" : "moon", label: isDark() ? "Light theme" : "Dark theme", act: () => (toggleTheme(), redraw()) }));
}

function tool({ name, label, act, kind = "" }) {
  return h("button", { class: `icon-button ${kind}`, type: "button", title: label, "aria-label": label, onclick: act }, icon(name));
}

function drawTitle() {
  const { channel } = state.place;
  const title = channel ? titleOf(channel) : "";
  const direct = state.dms.find((dm) => dm.id === channel);
  const isPrivate = state.channels.find((one) => one.id === channel)?.is_private;
  document.title = `${title} · Tickertone sandbox`;
  const face = direct ? avatar(direct.user) : icon(isPrivate ? "lock" : "hash");
  return h("h2", { class: "header-title" }, face, h("span", {}, title.replace(/^#/, "")), isAppDirect(channel) && drawConnection());
}

function drawConnection() {
  const isOn = state.isBotConnected;
  return h("span", { class: `connection${isOn ? " is-on" : ""}` }, isOn ? "Connected" : isOn === false ? "Not connected" : "…");
}

function drawTabs() {
  const tab = (name, label) => h("button", { class: "tab", type: "button", role: "tab", "aria-selected": String(state.place.tab === name), onclick: () => goTo({ tab: name }) }, label);
  return h("div", { class: "tabs", role: "tablist", "aria-label": state.app.name }, tab("home", "Home"), tab("messages", "Messages"));
}
