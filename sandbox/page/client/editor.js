// Edits one of my own messages in its place: Enter saves, Escape leaves it as it was.

import { h } from "../base/dom.js";
import { editMessage } from "./api.js";
import { decodeText, encodeText } from "./typed-text.js";
import { toast } from "./notices.js";
import { messagesOf, state } from "./state.js";

/** Opens the editor inside the message's article. */
export function startEditing(article, message) {
  const content = article.querySelector(".message-content");
  if (article.querySelector(".editor")) return;
  const field = h("textarea", {
    class: "field",
    rows: 1,
    value: decodeText(message.text ?? ""),
    "aria-label": "Edit message",
  });
  const stop = () => {
    editor.remove();
    content.hidden = false;
    article.focus();
  };
  const save = async () => {
    const answer = await editMessage({
      channel: state.place.channel,
      ts: message.ts,
      text: encodeText(field.value.trim()),
    });
    if (answer.ok) stop();
    else toast(`It was not changed: ${answer.error}`, { isProblem: true });
  };
  const editor = h(
    "form",
    { class: "editor", onsubmit: (event) => (event.preventDefault(), save()) },
    field,
    h(
      "div",
      { class: "editor-foot" },
      h("button", { class: "button button-small", type: "button", onclick: stop }, "Cancel"),
      h("button", { class: "button button-small button-primary", type: "submit" }, "Save"),
    ),
  );
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
    else if (event.key === "Enter" && !event.shiftKey) (event.preventDefault(), save());
    event.stopPropagation();
  });
  article.querySelector(".toolbar")?.remove();
  content.hidden = true;
  content.after(editor);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** Edits my last message in a conversation or thread; false when there is none. */
export function editLast(feed) {
  const mine = messagesOf(feed.channel)
    .filter((message) => message.user === state.me && !message.ephemeral && feed.belongs(message))
    .at(-1);
  const article = mine && feed.list.querySelector(`article[data-ts="${mine.ts}"]`);
  if (!article) return false;
  startEditing(article, mine);
  return true;
}
