// What Block Kit's elements talk to. A surface is where blocks stand (a message, a modal, the Home tab): it holds the
// values of its inputs and carries what is pressed to the server.

import { askConfirm } from "../kit/confirm.js";
import { Values } from "../kit/values.js";
import { giveFile, loadOptions, sendAction } from "./api.js";
import { startBusy } from "./busy.js";
import { toast } from "./notices.js";
import { state } from "./state.js";

/** The surface of a message. */
export function messageSurface(channel, message) {
  return makeSurface({
    where: { channel, ts: message.ts, ephemeral: Boolean(message.ephemeral) },
    channel,
    files: message.files ?? [],
  });
}

/** The surface of a modal or of the Home tab; `earlier` are the values of the view that this one updates. */
export function viewSurface(view, earlier = null) {
  return makeSurface({
    where: { view_id: view.id },
    channel: state.place.channel,
    values: new Values(earlier),
  });
}

function makeSurface({ where, channel, files = [], values = new Values() }) {
  return {
    channel,
    files,
    values,
    async act({ element, blockId, fields, node }) {
      if (element.confirm && !(await askConfirm(element.confirm))) return;
      startBusy(node);
      const action = { type: element.type, block_id: blockId, action_id: element.action_id, ...fields };
      const answer = await sendAction({ ...where, action, state: { values } });
      if (!answer.ok) toast(`The press was not delivered: ${answer.error}`, { isProblem: true });
    },
    options: ({ element, blockId, value }) =>
      loadOptions({ action_id: element.action_id, block_id: blockId, value, view_id: where.view_id }),
    give: giveFile,
  };
}
