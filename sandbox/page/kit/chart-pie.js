// Draws pie charts, as rings with each slice's share.

import { svg } from "../base/dom.js";

const HEIGHT_PX = 220;
const RADIUS_PX = 88;
const HOLE_PX = 52;
const LABEL_FROM_SHARE = 0.06;

/** `{height, nodes}` of a pie drawn `width` wide. */
export function drawPie({ categories, series }, width) {
  const values = (series[0]?.values ?? []).map((value) => Math.max(0, value ?? 0));
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  let from = 0;
  const slices = values.map((value, index) => {
    const share = value / total;
    const slice = drawSlice({ from, share, index, name: categories[index], value });
    from += share;
    return slice;
  });
  return {
    height: HEIGHT_PX,
    nodes: [svg("g", { transform: `translate(${width / 2} ${HEIGHT_PX / 2})` }, slices)],
  };
}

function drawSlice({ from, share, index, name, value }) {
  const percent = `${Math.round(share * 100)} %`;
  const [x, y] = at(from + share / 2, (RADIUS_PX + HOLE_PX) / 2);
  return svg(
    "g",
    { class: `chart-series hue-${index % 6}` },
    svg(
      "path",
      { class: "chart-slice", d: ringPath(from, Math.min(share, 0.99999)) },
      svg("title", {}, `${name}: ${value.toLocaleString()} (${percent})`),
    ),
    share >= LABEL_FROM_SHARE &&
      svg("text", { class: "chart-share", x, y: y + 4, "text-anchor": "middle" }, percent),
  );
}

function at(turn, radius) {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

function ringPath(from, share) {
  const isLarge = share > 0.5 ? 1 : 0;
  const outer = [at(from, RADIUS_PX), at(from + share, RADIUS_PX)];
  const inner = [at(from + share, HOLE_PX), at(from, HOLE_PX)];
  return `M${outer[0]}A${RADIUS_PX},${RADIUS_PX} 0 ${isLarge} 1 ${outer[1]}L${inner[0]}A${HOLE_PX},${HOLE_PX} 0 ${isLarge} 0 ${inner[1]}Z`;
}
