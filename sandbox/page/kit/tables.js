// Draws the `table` and `data_table` blocks. A data table can be sorted by its headings, filtered and paged.

import { h, refill } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { drawRichText } from "./richtext.js";
import { drawPlain } from "./text.js";

const DEFAULT_PAGE_SIZE = 5;

/** A `table` block: the first row is the heading. */
export function drawTableBlock({ rows = [], column_settings: settings = [] }) {
  const cellClass = (index) =>
    `is-${settings[index]?.align ?? "left"}${settings[index]?.is_wrapped ? " is-wrapped" : ""}`;
  const row = (tag, cells) =>
    h(
      "tr",
      {},
      cells.map((cell, index) => h(tag, { class: cellClass(index) }, drawCell(cell))),
    );
  const [head = [], ...body] = rows.map(cellsOf);
  return scrolling(
    h(
      "table",
      { class: "grid" },
      h("thead", {}, row("th", head)),
      h(
        "tbody",
        {},
        body.map((cells) => row("td", cells)),
      ),
    ),
    "Table",
  );
}

function cellsOf(row) {
  return Array.isArray(row) ? row : (row.cells ?? []);
}

function scrolling(table, label) {
  return h("div", { class: "grid-scroll", tabindex: 0, role: "region", "aria-label": label }, table);
}

function drawCell(cell) {
  if (cell === null || typeof cell !== "object") return drawPlain(cell ?? "");
  if (cell.type === "rich_text") return drawRichText(cell);
  return drawPlain(cell.text?.text ?? cell.text ?? formatNumber(cell.value));
}

function formatNumber(value) {
  return typeof value === "number" ? value.toLocaleString() : (value ?? "");
}

/** A cell's plain value, for sorting and filtering: a number where it is one, else its words. */
export function cellValue(cell) {
  if (typeof cell?.value === "number") return cell.value;
  const text =
    typeof cell === "string"
      ? cell
      : cell?.type === "rich_text"
        ? richWords(cell)
        : String(cell?.text?.text ?? cell?.text ?? cell?.value ?? "");
  const number = Number(text.replace(/[,%$+\s]/g, ""));
  return text.trim() !== "" && !Number.isNaN(number) ? number : text;
}

function richWords(node) {
  return [node.text ?? node.name ?? "", ...(node.elements ?? []).map(richWords)].join(" ").trim();
}

/** A `data_table` block. */
export function drawDataTable(block) {
  const [head = [], ...body] = (block.rows ?? []).map(cellsOf);
  const view = { page: 0, sortedBy: null, isDescending: false, words: "" };
  const size = block.page_size ?? DEFAULT_PAGE_SIZE;
  const root = h("figure", { class: "data-table" });
  const redraw = () => {
    const rows = visibleRows(body, view);
    view.page = Math.max(0, Math.min(view.page, Math.ceil(rows.length / size) - 1));
    const shown = rows.slice(view.page * size, (view.page + 1) * size);
    const table = drawDataGrid({ block, head, shown, isNumeric: numericColumns(head, body), view, redraw });
    refill(root, table, body.length > size ? drawPager({ view, size, total: rows.length, redraw }) : null);
  };
  redraw();
  return root;
}

function numericColumns(head, body) {
  return head.map(
    (_, index) => body.length > 0 && body.every((cells) => typeof cellValue(cells[index]) === "number"),
  );
}

function visibleRows(body, { sortedBy, isDescending, words }) {
  const wanted = words.toLowerCase();
  const rows = body.filter(
    (cells) => !wanted || cells.some((cell) => String(cellValue(cell)).toLowerCase().includes(wanted)),
  );
  if (sortedBy === null) return rows;
  const sorted = rows.toSorted((left, right) =>
    compare(cellValue(left[sortedBy]), cellValue(right[sortedBy])),
  );
  return isDescending ? sorted.reverse() : sorted;
}

function compare(left, right) {
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left).localeCompare(String(right), undefined, { numeric: true });
}

function drawDataGrid({ block, head, shown, isNumeric, view, redraw }) {
  const headings = head.map((cell, index) =>
    drawHeading({ cell, index, isNumeric: isNumeric[index], view, redraw }),
  );
  const nameColumn = block.row_header_column_index ?? 0;
  const drawRow = (cells) =>
    h(
      "tr",
      {},
      cells.map((cell, index) =>
        h(
          index === nameColumn ? "th" : "td",
          { scope: index === nameColumn ? "row" : null, class: isNumeric[index] ? "is-right" : "is-left" },
          drawCell(cell),
        ),
      ),
    );
  const caption = block.caption ? h("caption", {}, drawPlain(block.caption?.text ?? block.caption)) : null;
  return scrolling(
    h(
      "table",
      { class: "grid" },
      caption,
      h("thead", {}, h("tr", {}, headings)),
      h("tbody", {}, shown.map(drawRow)),
    ),
    "Data table",
  );
}

function drawHeading({ cell, index, isNumeric, view, redraw }) {
  const isSorted = view.sortedBy === index;
  const sort = () => {
    view.isDescending = isSorted ? !view.isDescending : isNumeric;
    view.sortedBy = index;
    redraw();
  };
  const arrow = isSorted ? icon(view.isDescending ? "down" : "up") : null;
  const direction = isSorted ? (view.isDescending ? "descending" : "ascending") : "none";
  const button = h("button", { type: "button", class: "grid-sort", onclick: sort }, drawCell(cell), arrow);
  return h("th", { "aria-sort": direction, class: isNumeric ? "is-right" : "is-left" }, button);
}

function drawPager({ view, size, total, redraw }) {
  const step = (by) => () => {
    view.page += by;
    redraw();
  };
  const first = total === 0 ? 0 : view.page * size + 1;
  const last = Math.min(total, (view.page + 1) * size);
  const filter = h("input", {
    type: "search",
    class: "field field-small",
    placeholder: "Filter rows",
    "aria-label": "Filter rows",
    value: view.words,
  });
  filter.addEventListener("change", () => {
    view.words = filter.value;
    redraw();
  });
  return h(
    "div",
    { class: "data-table-foot" },
    filter,
    h("span", { class: "spacer" }),
    h("span", { class: "quiet" }, `${first}–${last} of ${total}`),
    h(
      "button",
      { type: "button", class: "button button-small", disabled: view.page === 0, onclick: step(-1) },
      "Previous",
    ),
    h(
      "button",
      { type: "button", class: "button button-small", disabled: last >= total, onclick: step(1) },
      "Next",
    ),
  );
}
