// Reads a `data_visualization` block into one plain shape, whatever spelling its data comes in:
//
//   {kind: "line" | "bar" | "area" | "pie", title, categories: [text], series: [{name, values: [number | null]}],
//    xLabel, yLabel}
//
// A pie is one series with a value per category.

const KINDS = {
  pie: "pie",
  donut: "pie",
  doughnut: "pie",
  bar: "bar",
  column: "bar",
  area: "area",
  line: "line",
};

/** The block's chart in our shape; empty `series` when there is nothing to draw. */
export function readChart(block) {
  const chart = typeof block.chart === "object" && block.chart !== null ? block.chart : block;
  const kind = KINDS[chart.type] ?? KINDS[block.chart_type] ?? KINDS[block.chart] ?? "line";
  const axis = chart.axis_config ?? block.axis_config ?? {};
  const series = readSeries(chart);
  const categories = (axis.categories ?? chart.categories ?? chart.labels ?? labelsOf(series)).map(words);
  return {
    kind,
    title: words(block.title ?? chart.title ?? ""),
    categories,
    series: series.map((one) => ({ name: one.name, values: valuesFor(one.points, categories) })),
    xLabel: words(axis.x_label ?? axis.x_axis_label ?? axis.x_title ?? ""),
    yLabel: words(axis.y_label ?? axis.y_axis_label ?? axis.y_title ?? ""),
  };
}

function words(text) {
  return typeof text === "object" && text !== null
    ? words(text.text ?? text.label ?? "")
    : String(text ?? "");
}

function readSeries(chart) {
  const slices = chart.segments ?? chart.slices;
  if (slices) return [{ name: "", points: slices.map(readPoint) }];
  const series = chart.series ?? chart.datasets ?? chart.data ?? [];
  if (!Array.isArray(series)) return [];
  const isNested = series.some((one) => Array.isArray(pointsOf(one)));
  if (!isNested) return series.length ? [{ name: words(chart.name), points: series.map(readPoint) }] : [];
  return series.map((one, index) => ({
    name: words(one.name ?? one.label ?? one.title) || `Series ${index + 1}`,
    points: (pointsOf(one) ?? []).map(readPoint),
  }));
}

function pointsOf(series) {
  return series?.data ?? series?.points ?? series?.values;
}

function readPoint(point) {
  if (Array.isArray(point)) return { label: words(point[0]), value: number(point[1]) };
  if (point === null || typeof point !== "object") return { label: null, value: number(point) };
  return {
    label: words(point.label ?? point.x ?? point.name ?? point.category ?? point.key),
    value: number(point.value ?? point.y ?? point.count),
  };
}

function number(value) {
  const parsed = typeof value === "number" ? value : Number.parseFloat(value);
  return Number.isFinite(parsed) ? parsed : null;
}

function labelsOf(series) {
  const longest = series.reduce((best, one) => (one.points.length > best.length ? one.points : best), []);
  return longest.map((point, index) => point.label ?? String(index + 1));
}

function valuesFor(points, categories) {
  const byLabel = new Map(points.map((point) => [point.label, point.value]));
  const isLabelled = points.some((point) => point.label !== null && categories.includes(point.label));
  return categories.map(
    (category, index) => (isLabelled ? byLabel.get(category) : points[index]?.value) ?? null,
  );
}
