// Who is who: the names behind ids, given once by the client so that the kit needs to know nothing of it.

let directory = { users: [], channels: [], dms: [], openChannel: () => {} };

/** Sets the people and channels that ids are looked up in. */
export function setDirectory(next) {
  directory = { ...directory, ...next };
}

export function allUsers() {
  return directory.users;
}

export function allChannels() {
  return directory.channels;
}

export function nameOfUser(id) {
  return directory.users.find((user) => user.id === id)?.name ?? id;
}

export function nameOfChannel(id) {
  return directory.channels.find((channel) => channel.id === id)?.name ?? id;
}

export function openChannel(id) {
  directory.openChannel(id);
}

/** Direct messages as {id, name}. */
export function allDirect() {
  return directory.dms.map(({ id, user }) => ({ id, name: nameOfUser(user) }));
}
