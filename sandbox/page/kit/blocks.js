// Draws Block Kit: one function per kind of block, and a plain note for a kind that is not known here.

import { freshId, h, link } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { drawChart } from "./charts.js";
import { drawElement, imageAddress } from "./elements.js";
import { drawMarkdown, drawRichText } from "./richtext.js";
import { drawDataTable, drawTableBlock } from "./tables.js";
import { drawLabel, drawText } from "./text.js";

/** All blocks of a surface, as nodes marked with their ids. */
export function drawBlocks(blocks, surface) {
  return (blocks ?? []).map((block, index) => {
    const blockId = block.block_id ?? `block-${index}`;
    const draw = BLOCKS[block.type] ?? drawUnknown;
    const node = draw(block, { surface, blockId, sendsActions: true, isOptional: false, labelId: null });
    node.dataset.block = blockId;
    node.classList.add("block", `block-${block.type}`);
    return node;
  });
}

const BLOCKS = {
  section: drawSection,
  header: (block) => h("h3", {}, drawLabel(block.text)),
  divider: () => h("hr"),
  context: drawContext,
  actions: drawActions,
  context_actions: drawActions,
  image: drawImage,
  input: drawInput,
  rich_text: (block) => h("div", {}, drawRichText(block)),
  markdown: (block) => h("div", { class: "markdown" }, drawMarkdown(block.text)),
  table: (block) => h("div", {}, drawTableBlock(block)),
  data_table: drawDataTable,
  data_visualization: drawChart,
  file: (block, { surface }) =>
    drawFile(
      surface.files.find((file) => file.id === block.file_id || file.external_id === block.external_id),
    ),
  video: (block) =>
    h("div", {}, link(block.title_url ?? block.video_url, drawLabel(block.title ?? { text: "Video" }))),
};

function drawUnknown(block) {
  return h("div", { class: "unknown" }, `This page can't draw a “${block.type}” block.`);
}

function drawSection(block, place) {
  const body = h(
    "div",
    { class: "section-body" },
    h("div", {}, drawText(block.text)),
    drawFields(block.fields),
  );
  const accessory =
    block.accessory &&
    h(
      "div",
      { class: `section-accessory accessory-${block.accessory.type}` },
      drawElement(block.accessory, place),
    );
  return h("div", {}, body, accessory);
}

function drawFields(fields) {
  if (!fields?.length) return null;
  return h(
    "div",
    { class: "fields" },
    fields.map((field) => h("div", { class: "fields-cell" }, drawText(field))),
  );
}

function drawContext(block, place) {
  return h(
    "div",
    {},
    (block.elements ?? []).map((element) =>
      element.type === "image" ? drawElement(element, place) : h("span", {}, drawText(element)),
    ),
  );
}

function drawActions(block, place) {
  return h(
    "div",
    {},
    (block.elements ?? []).map((element) => drawElement(element, place)),
  );
}

function drawImage(block, { surface }) {
  const address = imageAddress(block, surface.files);
  const picture = h("img", {
    src: address,
    alt: block.alt_text ?? "",
    loading: "lazy",
    referrerpolicy: "no-referrer",
  });
  return h("figure", {}, block.title && h("figcaption", {}, drawLabel(block.title)), link(address, picture));
}

function drawInput(block, place) {
  const labelId = freshId("label");
  const isOptional = Boolean(block.optional);
  const control = drawElement(block.element, {
    ...place,
    sendsActions: Boolean(block.dispatch_action),
    isOptional,
    labelId,
  });
  return h(
    "div",
    {},
    h(
      "div",
      { class: "input-label", id: labelId },
      drawLabel(block.label),
      isOptional && h("span", { class: "quiet" }, " (optional)"),
    ),
    control,
    block.hint && h("div", { class: "input-hint" }, drawLabel(block.hint)),
  );
}

/** A file of a message: a picture when it is one, else a link. */
export function drawFile(file) {
  if (!file) return h("div", { class: "unknown" }, "A file that is no longer there.");
  if (!file.mimetype?.startsWith("image/"))
    return h("div", { class: "file" }, link(file.url, icon("file"), file.title ?? "File"));
  const picture = h("img", { src: file.url, alt: file.alt ?? file.title ?? "", loading: "lazy" });
  return h(
    "figure",
    { class: "file-picture" },
    file.title && h("figcaption", {}, file.title),
    link(file.url, picture),
  );
}
