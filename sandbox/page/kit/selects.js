// Draws every kind of select menu (static, external, users, channels, conversations; one or several choices).

import { Combobox } from "./combobox.js";
import { allChannels, allDirect, allUsers } from "./people.js";
import { report, startValue } from "./reporting.js";

const MANY = 100;

const KINDS = {
  static: { one: "option", read: (option) => option, write: (option) => option, find: findStatic },
  external: { one: "option", read: (option) => option, write: (option) => option, find: findExternal },
  users: {
    one: "user",
    read: (id) => optionOf(userOptions(), id),
    write: (option) => option.value,
    find: findAmong(userOptions),
  },
  channels: {
    one: "channel",
    read: (id) => optionOf(channelOptions(), id),
    write: (option) => option.value,
    find: findAmong(channelOptions),
  },
  conversations: {
    one: "conversation",
    read: (id) => optionOf(conversationOptions(), id),
    write: (option) => option.value,
    find: findAmong(conversationOptions),
  },
};

/** Any `…_select` or `multi_…_select`. */
export function drawSelect(element, place) {
  const isMulti = element.type.startsWith("multi_");
  const kind = KINDS[element.type.replace(/^multi_/, "").replace(/_select$/, "")];
  const field = `selected_${kind.one}${isMulti ? "s" : ""}`;
  const start = startValue(element, place, { [field]: initialOf({ element, place, kind, isMulti }) })[field];
  const values = isMulti ? start : [start].filter(Boolean);
  return new Combobox({
    find: (words) => kind.find({ words, element, place }),
    chosen: values.map(kind.read),
    maxChosen: isMulti ? (element.max_selected_items ?? MANY) : 1,
    onChange: (chosen, node) =>
      report(
        element,
        place,
        { [field]: isMulti ? chosen.map(kind.write) : chosen.length ? kind.write(chosen[0]) : null },
        node,
      ),
    placeholder: element.placeholder?.text ?? (isMulti ? "Choose…" : "Choose one…"),
    labelId: place.labelId,
    name: element.action_id,
    isOptional: place.isOptional,
    minQueryLength: element.type.endsWith("external_select") ? (element.min_query_length ?? 3) : 0,
  }).node;
}

function initialOf({ element, place, kind, isMulti }) {
  if (element.default_to_current_conversation && place.surface.channel)
    return isMulti ? [place.surface.channel] : place.surface.channel;
  return element[`initial_${kind.one}${isMulti ? "s" : ""}`] ?? (isMulti ? [] : null);
}

function findStatic({ words, element }) {
  const groups = element.option_groups?.map((group) => ({
    label: group.label?.text,
    options: group.options,
  }));
  return filtered(groups ?? [{ label: null, options: element.options ?? [] }], words);
}

async function findExternal({ words, element, place }) {
  const { options, option_groups: groups } = await place.surface.options({
    element,
    blockId: place.blockId,
    value: words,
  });
  return (
    groups?.map((group) => ({ label: group.label?.text, options: group.options })) ?? [
      { label: null, options: options ?? [] },
    ]
  );
}

function findAmong(options) {
  return ({ words, element }) => filtered([{ label: null, options: options(element.filter) }], words);
}

function filtered(groups, words) {
  const wanted = words.toLowerCase();
  const matches = (option) =>
    `${option.text?.text} ${option.description?.text ?? ""}`.toLowerCase().includes(wanted);
  return groups
    .map(({ label, options }) => ({ label, options: options.filter(matches) }))
    .filter(({ options }) => options.length);
}

function userOptions(filter) {
  return allUsers()
    .filter((user) => !(filter?.exclude_bot_users && user.is_bot))
    .map((user) => plain(`@${user.name}`, user.id));
}

function channelOptions() {
  return allChannels().map((channel) => plain(`#${channel.name}`, channel.id));
}

function conversationOptions(filter) {
  const wanted = new Set(filter?.include ?? ["public", "private", "im"]);
  const channels = allChannels().filter((channel) => wanted.has(channel.is_private ? "private" : "public"));
  const direct = wanted.has("im") ? allDirect() : [];
  return [
    ...channels.map((channel) => plain(`#${channel.name}`, channel.id)),
    ...direct.map(({ id, name }) => plain(`@${name}`, id)),
  ];
}

function plain(text, value) {
  return { text: { type: "plain_text", text }, value };
}

function optionOf(options, id) {
  return options.find((option) => option.value === id) ?? plain(id, id);
}
