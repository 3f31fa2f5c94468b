// The values of a surface's inputs, in the shape Slack sends as `state.values`:
// {block_id: {action_id: {type, value | selected_option | …}}}.

export class Values {
  #blocks = new Map();
  #earlier;

  /** @param earlier the values of the view before an update: its inputs start with what was put into them there */
  constructor(earlier = null) {
    this.#earlier = earlier;
  }

  set(blockId, actionId, value) {
    if (!this.#blocks.has(blockId)) this.#blocks.set(blockId, new Map());
    this.#blocks.get(blockId).set(actionId, value);
  }

  get(blockId, actionId) {
    return this.#blocks.get(blockId)?.get(actionId) ?? this.#earlier?.get(blockId, actionId);
  }

  toJSON() {
    return Object.fromEntries(
      [...this.#blocks].map(([blockId, actions]) => [blockId, Object.fromEntries(actions)]),
    );
  }
}
