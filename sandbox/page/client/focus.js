// Keeps the keyboard's place when what it stands on is drawn anew: an answer that replaces its message, say.

/** Draws with `redraw()`; a focus within `parent` that is lost by it goes to the same control, else to its message. */
export function keepFocus(parent, redraw) {
  const place = placeOf(parent, document.activeElement);
  redraw();
  if (place && document.activeElement === document.body) find(parent, place)?.focus({ preventScroll: true });
}

function placeOf(parent, focused) {
  if (!parent.contains(focused)) return null;
  const article = focused.closest("[data-ts]");
  const action = focused.dataset.action;
  const nth = action ? controls(article ?? parent, action).indexOf(focused) : -1;
  return { ts: article?.dataset.ts, action, nth };
}

function find(parent, { ts, action, nth }) {
  const article = ts ? parent.querySelector(`[data-ts="${CSS.escape(ts)}"]`) : null;
  const same = action ? controls(article ?? parent, action) : [];
  return same[nth] ?? same[0] ?? article;
}

function controls(parent, action) {
  return [...parent.querySelectorAll(`[data-action="${CSS.escape(action)}"]`)];
}
