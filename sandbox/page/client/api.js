// The page's calls to the sandbox server. Every answer is JSON; a failure is {ok: false, error}.

let me = null;

/** Whom the calls are made as. */
export function actAs(user) {
  me = user;
}

async function call(method, path, { query = {}, body } = {}) {
  const url = new URL(`/page/${path}`, location.origin);
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
  try {
    const response = await fetch(url, {
      method,
      headers: body && { "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    return response.ok
      ? { ok: true, ...answer }
      : { error: `status ${response.status}`, ...answer, ok: false };
  } catch {
    return { ok: false, error: "the sandbox does not answer" };
  }
}

const post = (path) => (body) => call("POST", path, { body: { user: me, ...body } });

export const loadState = (user) => call("GET", "state", { query: { user } });
export const loadMessages = (channel) => call("GET", "messages", { query: { channel, user: me } });
export const loadFaults = () => call("GET", "faults");
export const clearFaults = () => call("DELETE", "faults");
export const addFault = (fault) => call("POST", "faults", { body: fault });

export const say = post("say");
export const runCommand = post("command");
export const sendAction = post("action");
export const submitView = post("submit");
export const closeView = post("close");
export const runShortcut = post("shortcut");
export const openTab = post("home");
export const editMessage = post("edit");
export const deleteMessage = post("delete");
export const loadOptions = post("options");
export const giveFile = post("files");
export const takeNewBlocks = post("blocks");
