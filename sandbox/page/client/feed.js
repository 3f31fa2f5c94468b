// A list of messages that keeps itself current: a conversation's, or one thread's. It groups what one person says in a
// row, divides days, and moves to the newest message only when the reader was there already.

import { h, reconcile } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { dayKey, dayName, momentOf } from "../base/time.js";
import { keepFocus } from "./focus.js";
import { drawMessage, showsBlocks, showThreadSummary } from "./message.js";
import { messagesOf, on, state } from "./state.js";
import { Toolbar } from "./toolbar.js";

const GROUP_WITHIN_S = 300;
const NEAR_BOTTOM_PX = 90;
const PAGE = 150;

export class Feed {
  constructor({ label }) {
    this.list = h("div", {
      class: "feed-list",
      role: "log",
      "aria-live": "off",
      "aria-label": label,
      onkeydown: (event) => this.walk(event),
    });
    this.scroller = h("div", { class: "feed", tabindex: -1 }, this.list);
    this.jump = h(
      "button",
      { class: "jump", type: "button", hidden: true, onclick: () => this.toBottom({ isSmooth: true }) },
      icon("arrowDown"),
      h("span", {}, "New messages"),
    );
    this.node = h("div", { class: "feed-frame" }, this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => this.isAtBottom() && (this.jump.hidden = true), {
      passive: true,
    });
    new ResizeObserver(() => this.wasAtBottom && this.toBottom()).observe(this.list);
    new ResizeObserver(() => this.wasAtBottom && this.toBottom()).observe(this.scroller);
    this.scroller.addEventListener("scroll", () => (this.wasAtBottom = this.isAtBottom()), { passive: true });
    this.toolbar = new Toolbar(this.list);
    this.channel = null;
    on("messages", ({ channel, added }) => channel === this.channel && this.refresh(added));
  }

  /** Shows another conversation or thread. */
  show({ channel, thread = null, intro = null }) {
    Object.assign(this, {
      channel,
      thread,
      intro,
      drawn: new Map(),
      limit: PAGE,
      newSince: thread ? null : state.readUntil.get(channel),
    });
    this.toolbar.hide();
    this.list.replaceChildren();
    this.refresh();
    this.toBottom();
  }

  refresh(added = null) {
    const isFollowing = this.wasAtBottom ?? true;
    const all = messagesOf(this.channel);
    const shown = all.filter((message) => this.belongs(message));
    keepFocus(this.list, () => reconcile(this.list, this.layOut(shown, all)));
    if (isFollowing || added?.user === state.me) this.toBottom();
    else if (added && this.belongs(added)) this.jump.hidden = false;
  }

  belongs(message) {
    if (this.thread) return message.ts === this.thread || message.thread_ts === this.thread;
    return !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast";
  }

  layOut(shown, all) {
    const replies = Map.groupBy(
      all.filter((one) => one.thread_ts && one.thread_ts !== one.ts && !one.ephemeral),
      (one) => one.thread_ts,
    );
    const nodes = shown.length > this.limit ? [this.earlierButton()] : [this.intro].filter(Boolean);
    let before = null;
    for (const message of shown.slice(-this.limit)) {
      nodes.push(...this.dividersBefore(message, before));
      nodes.push(this.nodeOf(message, before, replies.get(message.ts) ?? []));
      before = message;
    }
    this.setTabStop(nodes);
    return nodes;
  }

  nodeOf(message, before, replies) {
    let entry = this.drawn.get(message.ts);
    if (entry?.message !== message) {
      entry = { message, node: drawMessage(this.channel, message) };
      this.drawn.set(message.ts, entry);
    }
    const isAfterParent = Boolean(this.thread) && before?.ts === this.thread;
    entry.node.classList.toggle("is-grouped", !isAfterParent && continues(message, before, this.newSince));
    if (this.thread !== message.ts) showThreadSummary(entry.node, message, replies);
    return entry.node;
  }

  dividersBefore(message, before) {
    const moment = momentOf(message.ts);
    const dividers = [];
    if (!this.thread && (!before || dayKey(moment) !== dayKey(momentOf(before.ts))))
      dividers.push(this.divider(`day ${dayKey(moment)}`, "divider-day", dayName(moment)));
    if (this.thread && before?.ts === this.thread)
      dividers.push(this.divider("replies", "divider-replies", "Replies"));
    if (isFirstNew(message, before, this.newSince)) dividers.push(this.divider("new", "divider-new", "New"));
    return dividers;
  }

  divider(key, kind, text) {
    if (!this.drawn.has(key))
      this.drawn.set(key, {
        node: h("div", { class: `divider ${kind}`, role: "separator" }, h("span", {}, text)),
      });
    return this.drawn.get(key).node;
  }

  earlierButton() {
    const more = () => {
      this.limit += PAGE;
      this.refresh();
    };
    return h(
      "button",
      { class: "button feed-earlier", type: "button", onclick: more },
      "Show earlier messages",
    );
  }

  isAtBottom() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR_BOTTOM_PX;
  }

  toBottom({ isSmooth = false } = {}) {
    this.wasAtBottom = true;
    this.jump.hidden = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: isSmooth ? "smooth" : "instant" });
  }

  setTabStop(nodes) {
    const articles = nodes.filter((node) => node.dataset?.ts);
    const current = articles.includes(document.activeElement) ? document.activeElement : articles.at(-1);
    for (const article of articles) article.tabIndex = article === current ? 0 : -1;
  }

  walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (!event.target.matches("article")) return;
    const articles = [...this.list.querySelectorAll("article")];
    const next = articles[articles.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}

function continues(message, before, newSince) {
  if (!before || isFirstNew(message, before, newSince)) return false;
  const isSame =
    before.user === message.user &&
    Boolean(before.ephemeral) === Boolean(message.ephemeral) &&
    !showsBlocks(message) &&
    !message.isNotice;
  return (
    isSame &&
    !message.ephemeral &&
    Number(message.ts) - Number(before.ts) < GROUP_WITHIN_S &&
    dayKey(momentOf(message.ts)) === dayKey(momentOf(before.ts))
  );
}

function isFirstNew(message, before, newSince) {
  if (!newSince || message.user === state.me || !before) return false;
  return Number(message.ts) > Number(newSince) && Number(before.ts) <= Number(newSince);
}
