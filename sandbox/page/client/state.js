// What the page knows, and the one place that changes it. Views read `state` and listen with `on`; nothing else is shared.
//
// Signals: "workspace" (who and what there is), "place" (another conversation, thread or tab is open), "messages" ({channel}: its list changed),
//   "sidebar", "status", "prompts", "home", "connection", "activity" (the app answered something).

export const state = {
  team: { name: "" },
  me: null,
  users: [],
  channels: [],
  dms: [],
  app: { name: "", bot_user: null },
  commands: [],
  shortcuts: [],
  takesNewBlocks: true,
  home: null,
  place: { channel: null, thread: null, tab: "messages" },
  messages: new Map(), // channel -> Map(ts -> message)
  unread: new Map(), // channel -> number of messages not seen
  readUntil: new Map(), // channel -> ts of the last message seen when it was opened
  statuses: new Map(), // "channel/thread" -> what the app says it is doing
  prompts: new Map(), // channel -> suggested prompts
  isBotConnected: null,
  isLive: false,
};

const DISMISSED = "dismissed";
const OPENED_AT = performance.timeOrigin / 1000; // like a message's ts

const signals = new EventTarget();
const dismissed = new Set(JSON.parse(sessionStorage.getItem(DISMISSED) ?? "[]"));
const receivedAt = new WeakMap(); // live message -> when it came, in milliseconds
const droppedAt = new Map(); // by channel and ts: an older answer does not bring a message back
let homeAt = 0; // when Home last came live

/** Calls `listener(detail)` whenever `signal` is told. */
export function on(signal, listener) {
  signals.addEventListener(signal, (event) => listener(event.detail));
}

export function tell(signal, detail = {}) {
  signals.dispatchEvent(new CustomEvent(signal, { detail }));
}

/** Takes over what the server says about the workspace as it was at `askedAt`; a Home that came live since then stays. */
export function takeWorkspace(answer, askedAt) {
  for (const name of ["team", "me", "users", "channels", "dms", "app", "commands", "shortcuts"])
    if (answer[name]) state[name] = answer[name];
  state.users = state.users.map((user) => ({
    ...user,
    handle: user.name,
    name: user.real_name || user.name,
  }));
  if (homeAt < askedAt) showHome(answer.home ?? null);
  state.takesNewBlocks = answer.takes_new_blocks ?? state.takesNewBlocks;
  const channel = appDirect()?.id;
  if (channel && answer.prompts?.length) state.prompts.set(channel, answer.prompts);
  for (const signal of ["workspace", "sidebar", "connection", "prompts"]) tell(signal);
}

/** Shows the Home that the app has just published. */
export function putHome(view) {
  homeAt = Date.now();
  showHome(view);
}

function showHome(view) {
  const isShown = view?.hash === state.home?.hash; // drawn anew, it would swallow a press that has begun
  state.home = view;
  if (!isShown) tell("home");
}

/** Opens a conversation, a thread in it, or a tab of the app. */
export function goTo({ channel = state.place.channel, thread = null, tab = "messages" }) {
  const isAnother = channel !== state.place.channel;
  state.place = { channel, thread, tab };
  if (isAnother) state.readUntil.set(channel, lastSeen(channel));
  markRead(channel);
  tell("place", { isAnother });
}

/** The direct message with the app, if there is one. */
export function appDirect() {
  return state.dms.find((dm) => dm.user === state.app.bot_user);
}

export function isAppDirect(channel) {
  return channel !== null && appDirect()?.id === channel;
}

export function userOf(id) {
  return state.users.find((user) => user.id === id);
}

/** "#markets", or the name of the person a direct message is with. */
export function titleOf(channel) {
  const dm = state.dms.find((one) => one.id === channel);
  if (dm) return dm.user === state.app.bot_user ? state.app.name : (userOf(dm.user)?.name ?? dm.user);
  return `#${state.channels.find((one) => one.id === channel)?.name ?? channel}`;
}

/** A channel's messages, oldest first. */
export function messagesOf(channel) {
  return [...(state.messages.get(channel)?.values() ?? [])].sort(
    (left, right) => Number(left.ts) - Number(right.ts),
  );
}

/** Takes a channel's messages as the server had them at `askedAt`; what came live since then and the page's own notices stay. */
export function takeMessages(channel, messages, askedAt) {
  const known = state.messages.get(channel) ?? new Map();
  const kept = [...known.values()].filter(
    (message) => message.isNotice || receivedAt.get(message) >= askedAt,
  );
  const wanted = messages.filter(
    ({ ts }) => !dismissed.has(ts) && !(droppedAt.get(`${channel}/${ts}`) >= askedAt),
  );
  const taken = wanted.map((message) => unchanged(known.get(message.ts), message));
  state.messages.set(channel, new Map([...taken, ...kept].map((message) => [message.ts, message])));
  tell("messages", { channel });
}

function unchanged(before, message) {
  const now = { ...message, ephemeral: message.ephemeral || before?.ephemeral || false };
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

export function putMessage(channel, message) {
  if (!state.messages.has(channel)) state.messages.set(channel, new Map());
  const known = state.messages.get(channel);
  const before = known.get(message.ts);
  const now = unchanged(before, message);
  receivedAt.set(now, Date.now());
  known.set(message.ts, now);
  if (!before) countUnread(channel, message);
  tell("messages", { channel, added: before ? null : message });
}

export function dropMessage(channel, ts) {
  droppedAt.set(`${channel}/${ts}`, Date.now());
  if (state.messages.get(channel)?.delete(ts)) tell("messages", { channel });
}

/** Takes an ephemeral message away for good, as far as this tab is concerned. */
export function dismiss(channel, ts) {
  dismissed.add(ts);
  sessionStorage.setItem(DISMISSED, JSON.stringify([...dismissed]));
  dropMessage(channel, ts);
}

export function setStatus(channel, thread, text) {
  const key = `${channel}/${thread ?? ""}`;
  if (text) state.statuses.set(key, text);
  else state.statuses.delete(key);
  tell("status");
}

export function statusOf(channel, thread) {
  return state.statuses.get(`${channel}/${thread ?? ""}`) ?? null;
}

function countUnread(channel, message) {
  const isMine = message.user === state.me;
  const isOpen = channel === state.place.channel && document.visibilityState === "visible";
  if (isOpen) return markRead(channel);
  if (!isMine) state.unread.set(channel, (state.unread.get(channel) ?? 0) + 1);
  return tell("sidebar");
}

/** Nothing in this channel is unread any more; remembered in this browser. */
export function markRead(channel) {
  state.unread.delete(channel);
  const last = messagesOf(channel).at(-1)?.ts;
  if (last) localStorage.setItem(readKey(channel), last);
  tell("sidebar");
}

/** How many messages are unread in conversations that are not open. */
export function unreadElsewhere() {
  return [...state.unread].reduce(
    (sum, [channel, count]) => (channel === state.place.channel ? sum : sum + count),
    0,
  );
}

/** Counts what came while the page was closed, or since it was opened in a browser that never saw the channel. */
export function countMissed(channel) {
  const seen = lastSeen(channel) ?? OPENED_AT;
  if (channel === state.place.channel) return;
  const missed = messagesOf(channel).filter(
    (message) => Number(message.ts) > Number(seen) && message.user !== state.me && !message.thread_ts,
  );
  if (missed.length) state.unread.set(channel, missed.length);
  tell("sidebar");
}

function lastSeen(channel) {
  return localStorage.getItem(readKey(channel));
}

function readKey(channel) {
  return `read ${state.team.id} ${state.me} ${channel}`;
}
