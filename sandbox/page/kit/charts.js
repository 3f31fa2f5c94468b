// Draws a `data_visualization` block in SVG, at the width it has on the page, with a legend and a table of the same
// numbers for screen readers.

import { h, refill, svg } from "../base/dom.js";
import { readChart } from "./chart-data.js";
import { drawPie } from "./chart-pie.js";
import { drawPlot } from "./chart-plot.js";

const MAX_WIDTH_PX = 720;
const MIN_WIDTH_PX = 220;

/** The block as a figure. It redraws itself when its width changes. */
export function drawChart(block) {
  const chart = readChart(block);
  const canvas = h("div", { class: "chart-canvas" });
  const figure = h(
    "figure",
    { class: "chart", data: { kind: chart.kind } },
    chart.title && h("figcaption", { class: "chart-title" }, chart.title),
    canvas,
    drawLegend(chart),
    drawNumbers(chart),
  );
  const hasData = chart.series.some((one) => one.values.some((value) => value !== null));
  if (!hasData) refill(canvas, h("p", { class: "quiet" }, "Nothing to draw yet."));
  else new ResizeObserver(([entry]) => redraw(canvas, chart, entry.contentRect.width)).observe(canvas);
  return figure;
}

function redraw(canvas, chart, available) {
  const width = Math.max(MIN_WIDTH_PX, Math.min(MAX_WIDTH_PX, Math.floor(available)));
  if (canvas.dataset.width === String(width)) return;
  canvas.dataset.width = width;
  const { height, nodes } = chart.kind === "pie" ? drawPie(chart, width) : drawPlot(chart, width);
  const name = `${chart.kind} chart${chart.title ? `: ${chart.title}` : ""}`;
  const label = [name, ...summaries(chart)].join(". ");
  refill(
    canvas,
    svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, nodes),
  );
}

/** One line for each series, for who does not see the chart: first and last, lowest and highest. */
export function summaries({ kind, series, categories }) {
  if (kind === "pie") return [];
  return series.map(({ name, values }) => {
    const points = values
      .map((value, index) => ({ value, label: categories[index] }))
      .filter(({ value }) => value !== null);
    if (!points.length) return `${name}: nothing`;
    const bySize = points.toSorted((one, other) => one.value - other.value);
    const told = { first: points[0], last: points.at(-1), lowest: bySize[0], highest: bySize.at(-1) };
    const words = Object.entries(told).map(([which, { value, label }]) => `${which} ${value} (${label})`);
    return `${series.length > 1 ? `${name}: ` : ""}${words.join(", ")}`;
  });
}

function drawLegend({ kind, series, categories }) {
  const names = kind === "pie" ? categories : series.map((one) => one.name);
  if (kind !== "pie" && names.length < 2) return null;
  return h(
    "ul",
    { class: "chart-legend" },
    names.map((name, index) => h("li", {}, h("i", { class: `hue-${index % 6}` }), name)),
  );
}

function drawNumbers({ title, categories, series }) {
  const head = h(
    "tr",
    {},
    h("th", {}, ""),
    categories.map((name) => h("th", {}, name)),
  );
  const rows = series.map((one) =>
    h(
      "tr",
      {},
      h("th", {}, one.name),
      one.values.map((value) => h("td", {}, value === null ? "" : String(value))),
    ),
  );
  const table = h("table", {}, h("caption", {}, title || "Chart data"), head, rows);
  return h("div", { class: "for-screen-readers" }, table);
}
