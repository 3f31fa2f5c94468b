// How an interactive element tells its surface about a new value.
//
// A place is where an element stands: {surface, blockId, sendsActions, isOptional, labelId}. A surface is a message, a
// modal or the Home tab: {values, act(action), options(query), give(file), channel, files}; see client/surfaces.js.

/** What was put in before (kept over an update of the view), or `initial`; noted as the element's value. */
export function startValue(element, place, initial) {
  const kept = place.surface.values.get(place.blockId, element.action_id);
  const fields = kept ?? { type: element.type, ...initial };
  place.surface.values.set(place.blockId, element.action_id, fields);
  return fields;
}

/** Notes a new value, and sends the action when the element stands where Slack sends one. */
export function report(element, place, fields, node) {
  place.surface.values.set(place.blockId, element.action_id, { type: element.type, ...fields });
  return place.sendsActions ? send(element, place, fields, node) : Promise.resolve();
}

/** Sends an action that is no value (a button). */
export function send(element, place, fields, node) {
  return place.surface.act({ element, blockId: place.blockId, fields, node });
}
