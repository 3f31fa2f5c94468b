// Places a floating panel beside the control it belongs to, in the browser's top layer (above dialogs too),
// and closes it on Escape, a click elsewhere, or when its control leaves the page.

const GAP_PX = 6;

/** Opens `panel` beside `anchor`; `isAbove` prefers the upper side. Returns a function that closes it. */
export function openPopover(anchor, panel, { isAbove = false, isAsWide = false, onClose = () => {} } = {}) {
  (anchor.closest("dialog") ?? document.body).append(panel);
  panel.setAttribute("popover", "manual");
  panel.classList.add("popover");
  panel.showPopover();
  const position = () => place(anchor, panel, { isAbove, isAsWide });
  position();
  const leaving = new AbortController();
  const close = () => {
    if (leaving.signal.aborted) return;
    leaving.abort();
    panel.remove();
    onClose();
  };
  const options = { signal: leaving.signal, capture: true };
  document.addEventListener(
    "pointerdown",
    (event) => {
      if (!panel.contains(event.target) && !anchor.contains(event.target)) close();
    },
    options,
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      close();
      anchor.focus();
    },
    options,
  );
  window.addEventListener("resize", position, options);
  document.addEventListener("scroll", () => (anchor.isConnected ? position() : close()), options);
  return close;
}

function place(anchor, panel, { isAbove, isAsWide }) {
  const at = anchor.getBoundingClientRect();
  if (isAsWide) panel.style.setProperty("--menu-width", `${at.width}px`);
  const { width, height } = panel.getBoundingClientRect();
  const fitsBelow = at.bottom + GAP_PX + height <= innerHeight;
  const fitsAbove = at.top - GAP_PX - height >= 0;
  const goesAbove = isAbove ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove;
  const top = goesAbove ? at.top - GAP_PX - height : at.bottom + GAP_PX;
  const left = Math.min(at.left, innerWidth - width - GAP_PX);
  panel.style.top = `${Math.max(GAP_PX, Math.min(top, innerHeight - height - GAP_PX))}px`;
  panel.style.left = `${Math.max(GAP_PX, left)}px`;
}
