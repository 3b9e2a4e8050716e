/** What is drawn of a span of days: a column for what each day, week or month came to. */
import uPlot from "uplot";
import { pointsOf, sayNumber, type Drawing } from "./drawing.ts";

const DAY = 86_400;

export function ofColumns(figure: HTMLElement): Drawing {
  const points = pointsOf(figure);
  const most = Number(figure.dataset.target);
  return {
    data: [points.map(({ at }) => at), points.map(({ sum }) => sum)],
    lines: [{ key: ".sum", width: 0, filled: true, paths: uPlot.paths.bars?.({ size: [0.7, 40] }) }],
    across: (first, last) => {
      const half = (points.length > 1 ? (last - first) / (points.length - 1) : DAY) / 2;
      return [first - half, last + half];
    },
    reach: (least, found) => [Math.min(0, least), Math.max(most, found) * 1.04],
    today: null,
    say: sayNumber,
    tell: (at) => points.reduce((near, one) => (Math.abs(one.at - at) < Math.abs(near.at - at) ? one : near)).told,
  };
}
