// The icons, drawn as inline SVG so that the page needs no image files and they take the colour of the text.

import { svg } from "./dom.js";

const PATHS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "m6 6 12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12zm7.5 1.5L20 4",
  reply: "M4 5h16v11H11l-4 4v-4H4z",
  edit: "m4 20 1-4L16 5l3 3L8 19zM14 7l3 3",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zm0 0c0 4 4.5 3.5 4.5-.5A8.5 8.5 0 1 0 16 19.5",
  slash: "M15 4 9 20M4 4h16v16H4z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.400 1.400M17.3 17.3l1.400 1.400M5.3 18.7l1.400-1.400M17.3 6.7l1.400-1.400",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  down: "M6 9l6 6 6-6",
  up: "M6 15l6-6 6 6",
  arrowDown: "M12 5v14M6 13l6 6 6-6",
  check: "m5 12.5 4.5 4.5L19 7.5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  home: "M4 11 12 4l8 7v9h-5.5v-6h-5v6H4z",
  chat: "M4 5h16v11H11l-4 4v-4H4z",
  flask: "M9 3h6M10 3v6L4.5 19a1.5 1.5 0 0 0 1.3 2h12.400a1.5 1.5 0 0 0 1.3-2L14 9V3M7.5 15h9",
  thumbUp:
    "M7 11v9H4v-9zM7 11l4-8c1.7 0 2.5 1 2.5 2.5V9H19a1.5 1.5 0 0 1 1.5 1.800l-1.3 7.5A2 2 0 0 1 17.200 20H7",
  thumbDown:
    "M17 13V4h3v9zM17 13l-4 8c-1.7 0-2.5-1-2.5-2.5V15H5a1.5 1.5 0 0 1-1.5-1.800l1.3-7.5A2 2 0 0 1 6.800 4H17",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20",
  warning: "M12 4 2.5 20h19zM12 10v5M12 17.5v.01",
};

/** A 1em-sized stroke icon, hidden from screen readers: the control around it carries the name. */
export function icon(name) {
  const path = svg("path", { d: PATHS[name] ?? PATHS.more });
  return svg("svg", { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true" }, path);
}

/** The app's own mark: three bars of a tone and the line that crosses them. */
export function appMark() {
  return svg(
    "svg",
    { class: "app-mark", viewBox: "0 0 36 36", "aria-hidden": "true" },
    svg("rect", { class: "app-mark-ground", width: 36, height: 36, rx: 8 }),
    svg("path", { class: "app-mark-bars", d: "M10 25v-6M18 25V11M26 25v-9" }),
    svg("path", { class: "app-mark-line", d: "M6 21.5 13.5 15l6 4.5L30 9" }),
  );
}
