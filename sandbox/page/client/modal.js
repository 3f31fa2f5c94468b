// Modals: a stack of views in one dialog. The top one is shown; those below keep what was put into them.

import { h, refill } from "../base/dom.js";
import { closeView, submitView } from "./api.js";
import { startBusy } from "./busy.js";
import { on } from "./state.js";
import { drawView } from "./view.js";
import { viewSurface } from "./surfaces.js";
import { missingInputs, showErrors } from "./validation.js";

const ANSWER_WITHIN_MS = 3000;

/** Listens for the views that the app opens. */
export function startModals() {
  const stack = new ModalStack();
  on("view", ({ action, view, errors }) => stack[action]?.(view, errors));
}

class ModalStack {
  #entries = [];

  constructor() {
    this.dialog = h("dialog", { class: "dialog modal" });
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.dismiss();
    });
    this.dialog.addEventListener("close", () => this.dismissAll()); // a browser may close it without asking
    document.body.append(this.dialog);
  }

  get top() {
    return this.#entries.at(-1);
  }

  open(view) {
    this.#entries = [];
    this.push(view);
  }

  push(view) {
    this.#entries.push(this.draw(view));
    this.show();
  }

  update(view) {
    const at = this.#entries.findIndex((entry) => entry.view.id === view.id);
    if (at < 0) return this.push(view);
    this.#entries[at] = this.draw(view, this.#entries[at].surface.values);
    return this.show();
  }

  close(view) {
    this.#entries = view?.id ? this.#entries.filter((entry) => entry.view.id !== view.id) : [];
    this.show();
  }

  errors(view, errors) {
    const entry = this.#entries.find((one) => one.view.id === view?.id) ?? this.top;
    if (!entry) return;
    this.setWaiting(entry, false);
    showErrors(entry.form, errors);
  }

  draw(view, earlier) {
    const surface = viewSurface(view, earlier);
    const entry = { view, surface };
    entry.form = drawView({
      view,
      surface,
      isNested: this.#entries.length > 0,
      onSubmit: () => this.submit(entry),
      onDismiss: () => this.dismiss(),
      onDismissAll: () => this.dismissAll(),
    });
    return entry;
  }

  show() {
    if (!this.top) return this.dialog.open && this.dialog.close();
    refill(this.dialog, this.top.form);
    this.dialog.setAttribute("aria-labelledby", this.top.form.dataset.title);
    if (!this.dialog.open) this.dialog.showModal();
    return (
      this.top.form.querySelector("[autofocus], .dialog-body :is(input, textarea, select)") ??
      this.top.form.querySelector("button")
    ).focus();
  }

  async submit(entry) {
    const missing = missingInputs(entry.view, entry.surface.values);
    showErrors(entry.form, missing);
    if (Object.keys(missing).length) return;
    this.setWaiting(entry, true);
    const answer = await submitView({ view_id: entry.view.id, values: entry.surface.values });
    if (answer.errors) this.errors(entry.view, answer.errors);
    else if (!answer.ok) this.fail(entry, answer.error);
    else setTimeout(() => this.setWaiting(entry, false), ANSWER_WITHIN_MS);
  }

  fail(entry, error) {
    this.setWaiting(entry, false);
    entry.form.querySelector("[data-slot=problem]").textContent =
      `We had some trouble connecting. Try again? (${error})`;
  }

  setWaiting(entry, isWaiting) {
    const button = entry.form.querySelector("button[type=submit]");
    entry.form.toggleAttribute("inert", isWaiting);
    if (!button) return;
    button.disabled = isWaiting;
    if (isWaiting) startBusy(button);
    else button.removeAttribute("aria-busy");
  }

  dismiss() {
    if (!this.top) return;
    closeView({ view_id: this.top.view.id });
    this.close(this.top.view);
  }

  dismissAll() {
    if (!this.top) return;
    closeView({ view_id: this.top.view.id, clear: true });
    this.close(null);
  }
}
