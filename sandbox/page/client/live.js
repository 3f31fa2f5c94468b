// The live line to the server: a WebSocket that comes back by itself, and what each event does to the state.

import { dropMessage, putHome, putMessage, setStatus, state, tell } from "./state.js";

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8000;

/** Keeps a line open as `user`; `onOpen()` is called whenever it opens. */
export function stayConnected(user, onOpen) {
  let wait = FIRST_WAIT_MS;
  const connect = () => {
    const address = new URL(`/page/live?user=${encodeURIComponent(user)}`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT_MS;
      setLive(true);
      onOpen();
    });
    socket.addEventListener("message", (event) => apply(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      setLive(false);
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };
  connect();
}

function setLive(isLive) {
  state.isLive = isLive;
  tell("connection");
}

const EVENTS = {
  message: ({ channel, message }) => receive(channel ?? message.channel, message),
  message_changed: ({ channel, message }) => change(channel ?? message.channel, message),
  message_deleted: ({ channel, message, ts }) => dropMessage(channel ?? message.channel, message?.ts ?? ts),
  ephemeral: ({ channel, message }) => receive(channel ?? message.channel, { ...message, ephemeral: true }),
  view: (event) => tell("view", event),
  home: ({ view }) => putHome(view),
  status: ({ channel, thread_ts: thread, text }) => setStatus(channel, thread, text),
  prompts: ({ channel, prompts }) => {
    state.prompts.set(channel, prompts);
    tell("prompts");
  },
  channel: ({ channel }) => {
    state.channels = [...state.channels.filter((one) => one.id !== channel.id), channel];
    tell("sidebar");
  },
  bot: ({ connected }) => {
    state.isBotConnected = connected;
    tell("connection");
  },
  fault: (event) => tell("fault", event),
};

/** Applies one event of the server; an event of a kind not known here is passed over. */
export function apply(event) {
  EVENTS[event.type]?.(event);
  if (event.type !== "bot" && event.type !== "fault") tell("activity", { event });
}

function change(channel, message) {
  putMessage(channel, message);
  const isSeen = channel === state.place.channel && message.user === state.app.bot_user;
  if (isSeen) tell("announce", { message, isChanged: true });
}

function receive(channel, message) {
  putMessage(channel, message);
  if (message.user !== state.app.bot_user) return;
  setStatus(channel, message.thread_ts, null);
  tell("announce", { message });
}
