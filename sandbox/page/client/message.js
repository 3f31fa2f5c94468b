// Draws one message: who, when, what (blocks, or text when there are none), files, and the way to its thread.

import { h } from "../base/dom.js";
import { emoji } from "../base/emoji.js";
import { icon } from "../base/icons.js";
import { ago, clockTime, fullTime, momentOf } from "../base/time.js";
import { drawBlocks, drawFile } from "../kit/blocks.js";
import { drawMrkdwn, drawText } from "../kit/text.js";
import { avatar } from "./avatar.js";
import { dismiss, goTo, state, userOf } from "./state.js";
import { messageSurface } from "./surfaces.js";

/** The message as an article. */
export function drawMessage(channel, message) {
  const moment = momentOf(message.ts);
  const time = h(
    "time",
    { class: "message-time", datetime: moment.toISOString(), title: fullTime(moment) },
    clockTime(moment),
  );
  const node = h(
    "article",
    {
      class: "message",
      tabindex: -1,
      data: { ts: message.ts },
      "aria-label": `${authorName(message)}, ${clockTime(moment)}`,
    },
    h(
      "div",
      { class: "message-gutter" },
      message.isNotice ? h("span", { class: "avatar avatar-notice" }, icon("flask")) : avatar(message.user),
      time.cloneNode(true),
    ),
    h(
      "div",
      { class: "message-body" },
      h(
        "div",
        { class: "message-head" },
        h("span", { class: "message-author" }, authorName(message)),
        isApp(message) && h("span", { class: "badge" }, "App"),
        time,
      ),
      drawContent(channel, message),
      message.ephemeral && drawEphemeralNote(channel, message),
      h("div", { class: "message-thread", data: { slot: "thread" } }),
    ),
  );
  node.classList.toggle("is-ephemeral", Boolean(message.ephemeral));
  return node;
}

function authorName(message) {
  if (message.isNotice) return "Sandbox";
  return (
    message.username ??
    userOf(message.user)?.name ??
    (isApp(message) ? state.app.name : (message.user ?? "Someone"))
  );
}

/** True when the message is drawn from its blocks; what people typed is drawn from its text. */
export function showsBlocks(message) {
  return message.blocks?.length > 0 && isApp(message);
}

function isApp(message) {
  return message.user === state.app.bot_user || Boolean(userOf(message.user)?.is_bot);
}

function drawContent(channel, message) {
  const surface = messageSurface(channel, message);
  const edited =
    message.edited &&
    h(
      "span",
      { class: "message-edited", title: fullTime(momentOf(message.edited.ts ?? message.ts)) },
      "(edited)",
    );
  const body = showsBlocks(message) ? drawBlocks(message.blocks, surface) : drawMrkdwn(message.text ?? "");
  return h(
    "div",
    { class: "message-content" },
    body,
    edited,
    (message.attachments ?? []).map((attachment) => drawAttachment(attachment, surface)),
    (message.files ?? []).filter((file) => !isShownByBlock(file, message)).map(drawFile),
    drawReactions(message.reactions),
  );
}

function drawReactions(reactions) {
  const shown = Object.entries(reactions ?? {}).filter(([, users]) => users.length > 0);
  if (!shown.length) return null;
  return h(
    "ul",
    { class: "reactions", "aria-label": "Reactions" },
    shown.map(([name, users]) =>
      h(
        "li",
        { title: users.map((id) => userOf(id)?.name ?? id).join(", ") },
        emoji(name),
        ` ${users.length}`,
      ),
    ),
  );
}

function isShownByBlock(file, message) {
  return (message.blocks ?? []).some(
    (block) =>
      block.slack_file?.id === file.id || (block.slack_file?.url && block.slack_file.url === file.url),
  );
}

function drawAttachment(attachment, surface) {
  const color = /^#?[0-9a-f]{6}$/i.test(attachment.color ?? "")
    ? `#${attachment.color.replace("#", "")}`
    : null;
  return h(
    "div",
    { class: "attachment", style: color ? { "--bar": color } : {} },
    attachment.title && h("strong", {}, drawText({ type: "plain_text", text: attachment.title })),
    attachment.blocks
      ? drawBlocks(attachment.blocks, surface)
      : drawMrkdwn(attachment.text ?? attachment.fallback ?? ""),
  );
}

function drawEphemeralNote(channel, message) {
  const button = h(
    "button",
    { class: "link-button", type: "button", onclick: () => dismiss(channel, message.ts) },
    "Dismiss",
  );
  return h(
    "div",
    { class: "ephemeral-note" },
    icon("eye"),
    "Only visible to you",
    h("span", { "aria-hidden": "true" }, "·"),
    button,
  );
}

/** Puts "3 replies" under a message that has some. */
export function showThreadSummary(node, message, replies) {
  const slot = node.querySelector("[data-slot=thread]");
  const key = `${replies.length} ${replies.at(-1)?.ts}`;
  if (slot.dataset.key === key) return;
  slot.dataset.key = key;
  slot.replaceChildren(...(replies.length ? [drawSummary(message, replies)] : []));
}

function drawSummary(message, replies) {
  const people = [...new Set(replies.map((reply) => reply.user))].slice(0, 3);
  const count = `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`;
  return h(
    "button",
    { class: "thread-summary", type: "button", onclick: () => goTo({ thread: message.ts }) },
    people.map(avatar),
    h("strong", {}, count),
    h("span", { class: "quiet" }, `Last reply ${ago(momentOf(replies.at(-1).ts))}`),
  );
}
