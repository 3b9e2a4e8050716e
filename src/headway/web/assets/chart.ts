/** Lines over days. What is drawn is in the table beside it, and told in words. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { ofColumns } from "./columns.ts";
import type { Drawing } from "./drawing.ts";
import { ofGoal } from "./goal.ts";
import { ofStrength } from "./strength.ts";

const HEIGHT = 240;
const DAY = 86_400;
const MONTH = 28 * DAY;
const YEAR = 365 * DAY;
/** Between two days there is nothing to name; from a month on, uPlot counts by the calendar. */
const STEPS = [1, 2, 3, 4, 5, 7, 10, 15, 30, 60, 90, 120, 180, 365, 730, 1825].map((days) => days * DAY);
const FONT = "13px system-ui, sans-serif";
const DIGIT = 7.5;

interface Drawn {
  plot: uPlot;
  watch: ResizeObserver;
}

const drawn = new Map<HTMLElement, Drawn>();

/** Colours are those of the keys below the line, so that they are the styles' in light and in dark. */
function colour(figure: HTMLElement, key: string): string {
  const element = figure.querySelector(key);
  return element ? getComputedStyle(element).color : "gray";
}

function sayDay(at: number, step: number): string {
  const parts: Intl.DateTimeFormatOptions =
    step >= YEAR ? { year: "numeric" } : step >= MONTH ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang, { ...parts, timeZone: "UTC" }).format(at * 1000);
}

function options(figure: HTMLElement, drawing: Drawing, width: number): uPlot.Options {
  const ink = (): string => colour(figure, "figcaption");
  const faint = (): string => colour(figure, ".plot");
  const axis = { stroke: ink, font: FONT, ticks: { show: false }, grid: { stroke: faint, width: 1 } };
  const under = figure.querySelector(".under");
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
    scales: {
      ...(drawing.across ? { x: { range: (_plot, first, last) => drawing.across?.(first, last) ?? [first, last] } } : {}),
      y: { range: (_plot, least, most) => drawing.reach(least, most) },
    },
    series: [{}, ...drawing.lines.map((line) => series(figure, line))],
    axes: [
      { ...axis, grid: { show: false }, size: 28, space: 64, incrs: STEPS, values: (_plot, days, _axis, _space, step) => days.map((at) => sayDay(at, step)) },
      {
        ...axis,
        space: 44,
        values: (_plot, numbers) => numbers.map(drawing.say),
        size: (_plot, told) => 14 + DIGIT * Math.max(1, ...(told ?? []).map((one) => one.length)),
      },
    ],
    hooks: {
      draw: [(plot) => hairline(plot, drawing.today, colour(figure, ".now"))],
      setCursor: [
        (plot) => {
          const at = plot.cursor.left === undefined || plot.cursor.left < 0 ? NaN : plot.posToVal(plot.cursor.left, "x");
          if (under) under.textContent = Number.isNaN(at) ? "" : drawing.tell(at);
        },
      ],
    },
  };
}

function series(figure: HTMLElement, { key, filled, ...line }: Drawing["lines"][number]): uPlot.Series {
  const paint = (): string => colour(figure, key);
  return { ...line, [filled ? "fill" : "stroke"]: paint, points: { show: false } };
}

/** Draws whatever the figure gives. */
function drawingOf(figure: HTMLElement): Drawing {
  if (figure.dataset.strength !== undefined) return ofStrength(figure);
  return figure.dataset.deadline === undefined ? ofColumns(figure) : ofGoal(figure);
}

function hairline(plot: uPlot, day: number | null, stroke: string): void {
  if (day === null) return;
  const at = Math.round(plot.valToPos(day, "x", true)) + 0.5;
  const { top, height } = plot.bbox;
  plot.ctx.save();
  plot.ctx.strokeStyle = stroke;
  plot.ctx.lineWidth = 1;
  plot.ctx.setLineDash([]);
  plot.ctx.beginPath();
  plot.ctx.moveTo(at, top);
  plot.ctx.lineTo(at, top + height);
  plot.ctx.stroke();
  plot.ctx.restore();
}

/** Draws a figure, or draws it anew after it has changed. */
export function drawLine(figure: HTMLElement): void {
  for (const [other, { plot, watch }] of drawn) {
    if (other !== figure && other.isConnected) continue;
    watch.disconnect();
    plot.destroy();
    drawn.delete(other);
  }
  const box = figure.querySelector<HTMLElement>(".plot");
  if (!box) return;
  box.replaceChildren();
  const drawing = drawingOf(figure);
  const plot = new uPlot(options(figure, drawing, box.clientWidth), drawing.data, box);
  const watch = new ResizeObserver(() => {
    if (box.clientWidth !== plot.width) plot.setSize({ width: box.clientWidth, height: HEIGHT });
  });
  watch.observe(box);
  drawn.set(figure, { plot, watch });
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const { plot } of drawn.values()) plot.redraw();
});
