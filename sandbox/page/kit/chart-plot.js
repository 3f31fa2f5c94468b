// Draws line, area and bar charts: a vertical scale with round steps, categories along the bottom, negative values
// below the zero line.

import { svg } from "../base/dom.js";

const HEIGHT_PX = 230;
const MARGIN = { top: 12, right: 14, bottom: 30, left: 46 };
const TITLE_PX = 18;
const LABEL_SPACE_PX = 62;
const LETTER_PX = 6.5;
const STEPS = 4;

/** `{height, nodes}` of a chart drawn `width` wide. */
export function drawPlot(chart, width) {
  const frame = makeFrame(chart, width);
  const nodes = [
    drawGrid(frame),
    drawCategories(chart, frame),
    ...MARKS[chart.kind](chart, frame),
    drawTitles(chart, frame),
  ];
  return { height: frame.height, nodes };
}

function makeFrame(chart, width) {
  const { low, high, step } = roundScale(
    chart.series.flatMap((one) => one.values).filter((value) => value !== null),
    chart.kind,
  );
  const left = MARGIN.left + (chart.yLabel ? TITLE_PX : 0);
  const bottom = HEIGHT_PX - MARGIN.bottom;
  const plotWidth = width - left - MARGIN.right;
  const slot = plotWidth / Math.max(1, chart.categories.length);
  const isPoint = chart.kind !== "bar" && chart.categories.length > 1;
  return {
    width,
    left,
    bottom,
    low,
    high,
    step,
    slot,
    right: width - MARGIN.right,
    height: HEIGHT_PX + (chart.xLabel ? TITLE_PX : 0),
    x: (index) =>
      isPoint ? left + (plotWidth * index) / (chart.categories.length - 1) : left + slot * (index + 0.5),
    y: (value) => bottom - ((value - low) / (high - low)) * (bottom - MARGIN.top),
  };
}

/**
 * Bounds and a step of 1, 2, 2.5 or 5 times a power of ten that hold all values (bars and areas hold zero too).
 * Whole numbers, which count something, get whole steps.
 */
export function roundScale(values, kind) {
  const withZero = kind === "line" && Math.min(...values) > 0 ? values : [...values, 0];
  const [least, most] = [Math.min(...withZero), Math.max(...withZero)];
  const rough = (most - least || Math.abs(most) || 1) / STEPS;
  const isWhole = values.every(Number.isInteger);
  const power = 10 ** Math.floor(Math.log10(isWhole ? Math.max(rough, 1) : rough));
  const step = [1, 2, 2.5, 5, 10]
    .map((factor) => factor * power)
    .find((candidate) => candidate >= rough * 0.999 && (!isWhole || Number.isInteger(candidate)));
  const low = Math.floor(least / step + 1e-9) * step;
  const high = Math.ceil(most / step - 1e-9) * step;
  return { low, high: high > low ? high : low + step, step };
}

function drawGrid({ low, high, step, left, right, y }) {
  const count = Math.round((high - low) / step);
  const values = Array.from({ length: count + 1 }, (_, index) => low + index * step);
  return svg(
    "g",
    { class: "chart-grid" },
    values.map((value) => [
      svg("line", {
        x1: left,
        x2: right,
        y1: y(value),
        y2: y(value),
        class: Math.abs(value) < step / 1000 ? "chart-zero" : null,
      }),
      svg("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, shortNumber(value, step)),
    ]),
  );
}

function shortNumber(value, step) {
  if (Math.abs(value) >= 10000) return new Intl.NumberFormat("en", { notation: "compact" }).format(value);
  const decimals = String(Number(step.toPrecision(6))).split(".")[1]?.length ?? 0;
  return (Math.abs(value) < step / 1000 ? 0 : value).toFixed(decimals);
}

function drawCategories({ categories }, { x, bottom, left, right }) {
  const longest = Math.max(0, ...categories.map((name) => name.length));
  const space = Math.max(LABEL_SPACE_PX, longest * LETTER_PX + 8);
  const fitting = Math.max(1, Math.floor((right - left) / space));
  const every = Math.ceil(categories.length / fitting);
  const shown = categories.map((name, index) => ({ name, index })).filter(({ index }) => index % every === 0);
  return svg(
    "g",
    { class: "chart-categories" },
    shown.map(({ name, index }) =>
      svg("text", { x: x(index), y: bottom + 19, "text-anchor": anchorOf(x(index), left, right) }, name),
    ),
  );
}

function anchorOf(at, left, right) {
  if (at < left + 8) return "start";
  return at > right - 8 ? "end" : "middle";
}

function drawTitles({ xLabel, yLabel }, { left, right, bottom, height }) {
  const middle = (MARGIN.top + bottom) / 2;
  return svg(
    "g",
    { class: "chart-axis-titles" },
    xLabel && svg("text", { x: (left + right) / 2, y: height - 4, "text-anchor": "middle" }, xLabel),
    yLabel &&
      svg(
        "text",
        { x: 12, y: middle, "text-anchor": "middle", transform: `rotate(-90 12 ${middle})` },
        yLabel,
      ),
  );
}

const MARKS = {
  line: (chart, frame) =>
    chart.series.map((one, hue) => drawLine({ one, hue, chart, frame, isFilled: false })),
  area: (chart, frame) =>
    chart.series.map((one, hue) => drawLine({ one, hue, chart, frame, isFilled: true })),
  bar: drawBars,
};

function drawLine({ one, hue, chart, frame, isFilled }) {
  const runs = unbroken(one.values);
  const zero = frame.y(Math.max(frame.low, Math.min(0, frame.high)));
  const points = (run) =>
    run.map(({ value, index }) => `${frame.x(index).toFixed(1)},${frame.y(value).toFixed(1)}`);
  const fills = isFilled
    ? runs.map((run) =>
        svg("path", {
          class: "chart-fill",
          d: `M${frame.x(run[0].index)},${zero}L${points(run).join("L")}L${frame.x(run.at(-1).index)},${zero}Z`,
        }),
      )
    : [];
  const lines = runs.map((run) => svg("path", { class: "chart-line", d: `M${points(run).join("L")}` }));
  const dots = runs.flat().map(({ value, index }) =>
    svg(
      "circle",
      {
        class: "chart-dot",
        cx: frame.x(index),
        cy: frame.y(value),
        r: chart.categories.length > 40 ? 2 : 3.5,
      },
      tip({ chart, one, index, value }),
    ),
  );
  return svg("g", { class: `chart-series hue-${hue % 6}` }, fills, lines, dots);
}

function unbroken(values) {
  const runs = [[]];
  values.forEach((value, index) => {
    if (value !== null) runs.at(-1).push({ value, index });
    else if (runs.at(-1).length) runs.push([]);
  });
  return runs.filter((run) => run.length);
}

function drawBars(chart, frame) {
  const inner = Math.min(frame.slot * 0.72, 64 * chart.series.length);
  const thick = inner / chart.series.length;
  const zero = frame.y(0);
  return chart.series.map((one, hue) =>
    svg(
      "g",
      { class: `chart-series hue-${hue % 6}` },
      one.values.map((value, index) => {
        if (value === null) return null;
        const top = Math.min(zero, frame.y(value));
        const size = { width: Math.max(1, thick - 2), height: Math.max(1, Math.abs(zero - frame.y(value))) };
        return svg(
          "rect",
          {
            class: "chart-bar",
            x: frame.x(index) - inner / 2 + thick * hue + 1,
            y: top,
            rx: Math.min(3, thick / 4),
            ...size,
          },
          tip({ chart, one, index, value }),
        );
      }),
    ),
  );
}

function tip({ chart, one, index, value }) {
  return svg(
    "title",
    {},
    `${chart.categories[index]}${one.name ? `, ${one.name}` : ""}: ${value.toLocaleString()}`,
  );
}
