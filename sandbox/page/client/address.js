// The page's address says what is open: ?user=U01&channel=C01&thread=…&tab=home&theme=dark. A channel may be named by
// its id or its name, so that links in documents and tests stay readable.

import { goTo, on, state } from "./state.js";

/** What the address asks for. */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  const get = (name) => query.get(name) || null;
  return {
    user: get("user"),
    channel: get("channel"),
    thread: get("thread"),
    tab: get("tab"),
    theme: get("theme"),
  };
}

/** The channel that `words` names, or the first one of the workspace. */
export function findChannel(words) {
  const named = words?.replace(/^#/, "");
  const all = [...state.channels, ...state.dms];
  const dmOf = state.dms.find((dm) => dm.user === named);
  return (
    (
      all.find((one) => one.id === named || one.name === named) ??
      dmOf ??
      state.channels.find((one) => one.is_member) ??
      all[0]
    )?.id ?? null
  );
}

/** Opens what the address asks for. */
export function followAddress() {
  const { channel, thread, tab } = readAddress();
  goTo({ channel: findChannel(channel), thread, tab: tab ?? "messages" });
}

/** Keeps the address in step with what is open, and follows the browser's back button. */
export function keepAddress() {
  on("place", ({ isAnother }) => {
    const url = new URL(location.href);
    const { channel, thread, tab } = state.place;
    for (const [name, value] of Object.entries({ channel, thread, tab: tab === "home" ? tab : null })) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (url.href === location.href) return;
    if (isAnother) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  });
  addEventListener("popstate", followAddress);
}

/** Opens the page anew as another person. */
export function becomeUser(user) {
  const url = new URL(location.href);
  url.searchParams.set("user", user);
  for (const name of ["channel", "thread", "tab"]) url.searchParams.delete(name);
  location.assign(url);
}
