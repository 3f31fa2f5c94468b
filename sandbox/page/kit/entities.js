// Reads what stands between < and > in Slack's texts: people, channels, broadcasts, dates and links.
//
// Nodes: {kind: "user" | "channel" | "group", id, name} {kind: "broadcast", name}
//   {kind: "date", seconds, format, url, fallback} {kind: "link", url, children}

const LINK = /^(https?:\/\/|mailto:|tel:)/i;

/** The node for `inside`, or null when it is none of Slack's forms (the text then stays as it is). */
export function readEntity(inside, parseLabel, unescape) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  switch (target[0]) {
    case "@":
      return { kind: "user", id: target.slice(1), name: unescape(label) };
    case "#":
      return { kind: "channel", id: target.slice(1), name: unescape(label) };
    case "!":
      return readSpecial(target.slice(1), unescape(label));
    default:
      return LINK.test(target) ? readLink(target, label, parseLabel, unescape) : null;
  }
}

function readLink(target, label, parseLabel, unescape) {
  const url = unescape(target);
  const shown = url.replace(/^mailto:/, "");
  return { kind: "link", url, children: label ? parseLabel(label) : [{ kind: "text", text: shown }] };
}

function readSpecial(command, label) {
  const [name, ...words] = command.split("^");
  if (name === "date")
    return {
      kind: "date",
      seconds: words[0],
      format: words[1] ?? "",
      url: words[2] ?? null,
      fallback: label,
    };
  if (name === "subteam") return { kind: "group", id: words[0], name: label || "group" };
  return { kind: "broadcast", name: label.replace(/^@/, "") || name };
}
