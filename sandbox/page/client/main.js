// Starts the page: loads the workspace, draws the parts, opens what the address asks for, and stays live.

import { setTimeZone } from "../base/time.js";
import { setDirectory } from "../kit/people.js";
import { findChannel, followAddress, keepAddress, readAddress } from "./address.js";
import { actAs, loadMessages, loadState } from "./api.js";
import { startConversation } from "./conversation.js";
import { startHeader } from "./header.js";
import { stayConnected } from "./live.js";
import { startModals } from "./modal.js";
import { startNotices, toast } from "./notices.js";
import { startSidebar } from "./sidebar.js";
import { countMissed, goTo, markRead, on, state, takeMessages, takeWorkspace, userOf } from "./state.js";
import { startTheme } from "./theme.js";
import { startThread } from "./thread.js";

const RETRY_MS = 1500;
const PARTS = [
  startNotices,
  startSidebar,
  startHeader,
  startConversation,
  startThread,
  startModals,
  keepAddress,
];

async function start() {
  startTheme();
  for (const begin of PARTS) begin();
  on("workspace", () => setTimeZone(userOf(state.me)?.tz));
  on("sidebar", shareDirectory);
  on("place", ({ isAnother }) => isAnother && refresh(state.place.channel));
  document.addEventListener(
    "visibilitychange",
    () => document.visibilityState === "visible" && markRead(state.place.channel),
  );
  await loadWorkspace();
  await refresh(findChannel(readAddress().channel));
  followAddress();
  stayConnected(state.me, catchUp);
  document.getElementById("app").removeAttribute("aria-busy");
}

async function loadWorkspace() {
  const askedAt = Date.now();
  const answer = await loadState(readAddress().user);
  if (!answer.ok) {
    toast(`The workspace could not be loaded: ${answer.error}`, { isProblem: true });
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    return loadWorkspace();
  }
  actAs(answer.me);
  return takeWorkspace(answer, askedAt);
}

function shareDirectory() {
  const { users, channels, dms } = state;
  setDirectory({ users, channels, dms, openChannel: (channel) => goTo({ channel }) });
}

async function refresh(channel) {
  const askedAt = Date.now();
  const answer = channel && (await loadMessages(channel));
  if (answer?.ok) takeMessages(channel, answer.messages, askedAt);
}

/** Reads what came before the line was open: Home, say, which the app publishes as soon as it is opened. */
async function catchUp() {
  await loadWorkspace();
  const here = state.place.channel;
  const others = [...state.channels, ...state.dms].map((one) => one.id).filter((channel) => channel !== here);
  for (const channel of [here, ...others]) {
    await refresh(channel);
    countMissed(channel);
  }
}

start();
