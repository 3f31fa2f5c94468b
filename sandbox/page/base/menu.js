// A menu of actions beside a button, walked with the arrow keys.

import { h } from "./dom.js";
import { openPopover } from "./popover.js";

/** Opens `items` ({label, note?, icon?, url?, isDanger?, isChecked?, choose}) beside `anchor`. */
export function openMenu(anchor, items, { isAbove = false } = {}) {
  if (anchor.getAttribute("aria-expanded") === "true") return;
  const rows = items.map((item) =>
    drawItem(item, () => {
      close();
      anchor.focus();
      item.choose();
    }),
  );
  const panel = h("div", { class: "menu", role: "menu", onkeydown: (event) => walk(event, rows) }, rows);
  anchor.setAttribute("aria-expanded", "true");
  const close = openPopover(anchor, panel, {
    isAbove,
    onClose: () => anchor.setAttribute("aria-expanded", "false"),
  });
  rows[0]?.focus();
}

function drawItem(item, choose) {
  const body = [
    item.icon,
    h("span", { class: "menu-label" }, item.label, item.note && h("small", {}, item.note)),
    item.isChecked && h("span", { class: "menu-check" }, "✓"),
  ];
  const props = {
    class: `menu-item${item.isDanger ? " is-danger" : ""}`,
    role: item.isChecked === undefined ? "menuitem" : "menuitemradio",
    "aria-checked": item.isChecked === undefined ? null : String(item.isChecked),
    tabindex: -1,
    onclick: choose,
  };
  if (item.url)
    return h("a", { ...props, href: item.url, target: "_blank", rel: "noopener noreferrer" }, body);
  return h("button", { ...props, type: "button" }, body);
}

function walk(event, rows) {
  const at = rows.indexOf(document.activeElement);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (event.key === "Tab") event.preventDefault();
  if (target === undefined) return;
  event.preventDefault();
  rows[(target + rows.length) % rows.length].focus();
}
