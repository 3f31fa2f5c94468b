// Turns what is typed into what a Slack client sends, and back: & < > escaped, @Name and #channel as ids, addresses in <>.

import { state } from "./state.js";

const URL_PATTERN = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"]/g;

/** Typed text as message text. */
export function encodeText(typed) {
  const escaped = typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const linked = escaped.replace(URL_PATTERN, "<$&>");
  return names().reduce((text, { shown, id }) => text.replace(asWord(shown), `$1${id}`), linked);
}

/** Message text as it was typed. */
export function decodeText(text) {
  const named = names().reduce((result, { shown, id }) => result.replaceAll(id, shown), text);
  return named
    .replace(/<(https?:[^>|]+)(?:\|[^>]*)?>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function names() {
  const users = state.users.map((user) => ({ shown: `@${user.name}`, id: `<@${user.id}>` }));
  const channels = state.channels.map((channel) => ({ shown: `#${channel.name}`, id: `<#${channel.id}>` }));
  return [...users, ...channels].sort((left, right) => right.shown.length - left.shown.length);
}

function asWord(shown) {
  return new RegExp(`(^|[\\s(])${shown.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}_-])`, "gu");
}
