// Turns what is typed into what the server takes, and back. People and channels become ids here, because only the
// page knows which name was chosen; the server escapes the rest and finds the addresses, as Slack does.

import { state } from "./state.js";

/** Typed text with @Name and #channel as Slack's ids. */
export function encodeText(typed) {
  return names().reduce((text, { shown, id }) => text.replace(asWord(shown), `$1${id}`), typed);
}

/** Message text as it was typed. */
export function decodeText(text) {
  const named = names().reduce((result, { shown, id }) => result.replaceAll(id, shown), text);
  const plain = named.replace(/<((?:https?:|mailto:)[^>|]+)(?:\|[^>]*)?>/g, "$1");
  return plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function names() {
  const users = state.users.flatMap(({ id, name, handle }) =>
    [...new Set([name, handle])].map((one) => ({ shown: `@${one}`, id: `<@${id}>` })),
  );
  const channels = state.channels.map((channel) => ({ shown: `#${channel.name}`, id: `<#${channel.id}>` }));
  return [...users, ...channels].sort((left, right) => right.shown.length - left.shown.length);
}

function asWord(shown) {
  const literal = shown.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(^|[\\s(])${literal}(?![\\p{L}\\p{N}_-])`, "giu");
}
