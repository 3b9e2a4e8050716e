/**
 * A goal's line: its sum in steps, the even pace to its target, the forecast, today as a hairline; or, where no
 * deadline is given, columns for what each day, week or month came to. The table beside it is what is drawn.
 */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

const HEIGHT = 240;
const DAY = 86_400;
const MONTH = 28 * DAY;
const YEAR = 365 * DAY;
const LARGE = 100_000;
const FONT = "13px system-ui, sans-serif";
const DIGIT = 7.5;

interface Point {
  at: number;
  sum: number;
  told: string;
}

/** Where a line bends. */
interface Corner {
  at: number;
  sum: number;
}

interface Line {
  points: Point[];
  pace: Corner[];
  forecast: Corner[];
  start: number;
  deadline: number;
  columns: boolean;
  target: number;
  today: number;
}

interface Drawn {
  plot: uPlot;
  watch: ResizeObserver;
}

const drawn = new Map<HTMLElement, Drawn>();

function seconds(day: string | undefined): number {
  return Date.parse(`${day ?? ""}T00:00:00Z`) / 1000;
}

function read(figure: HTMLElement): Line {
  const points: Point[] = [];
  for (const row of figure.querySelectorAll("tbody tr")) {
    const day = row.querySelector("time");
    const sum = row.querySelector("data");
    if (day && sum) {
      points.push({ at: seconds(day.dateTime), sum: Number(sum.value), told: `${day.textContent ?? ""}: ${sum.textContent ?? ""}` });
    }
  }
  const { start, deadline, target, today, pace, forecast, sum } = figure.dataset;
  const line = { start: seconds(start), deadline: seconds(deadline), target: Number(target), today: seconds(today) };
  const far = Math.max(line.deadline, line.today) + Math.max(line.deadline - line.start, MONTH);
  return {
    ...line,
    points,
    columns: deadline === undefined,
    pace: (pace ?? "").split(" ").filter(Boolean).map(corner),
    forecast: forecast ? cut([{ at: line.today, sum: Number(sum) }, { at: seconds(forecast), sum: line.target }], far) : [],
  };
}

function corner(told: string): Corner {
  const [day, sum] = told.split(":");
  return { at: seconds(day), sum: Number(sum) };
}

/** Leaves out what lies so far ahead that all the rest would be squeezed. */
function cut(corners: Corner[], far: number): Corner[] {
  const last = corners.at(-1);
  const sum = height(corners, far);
  return last && last.at > far && sum !== null ? [...corners.filter(({ at }) => at < far), { at: far, sum }] : corners;
}

/** How high a line is on a day; null where it has not begun or has ended. */
function height(corners: Corner[], at: number): number | null {
  const after = corners.findIndex((one) => one.at >= at);
  const [one, other] = [corners[after - 1], corners[after]];
  if (!other) return null;
  if (other.at === at) return other.sum;
  return one ? one.sum + ((other.sum - one.sum) * (at - one.at)) / (other.at - one.at) : null;
}

function lastBefore(line: Line, at: number): Point | undefined {
  return line.points.findLast((point) => point.at <= at);
}

/** The days that any line has a point on, and how high each line is there. */
function tabulate(line: Line): uPlot.AlignedData {
  const { points, pace, forecast, start, deadline, today } = line;
  if (line.columns) return [points.map((point) => point.at), points.map((point) => point.sum), points.map(() => null), points.map(() => null)];
  const bends = [...points, ...pace, ...forecast].map((one) => one.at);
  const days = [...new Set([start, deadline, today, ...bends])].sort((one, other) => one - other);
  const end = Math.max(today, points.at(-1)?.at ?? today);
  const sums = days.map((at) => (at > end ? null : (lastBefore(line, at)?.sum ?? 0)));
  return [days, sums, days.map((at) => height(pace, at)), days.map((at) => height(forecast, at))];
}

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

function sayNumber(number: number): string {
  const notation = Math.abs(number) >= LARGE ? "compact" : "standard";
  return new Intl.NumberFormat(document.documentElement.lang, { notation }).format(number);
}

function options(figure: HTMLElement, line: Line, width: number): uPlot.Options {
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
      ...(line.columns ? { x: { range: (_plot, first, last) => around(line, first, last) } } : {}),
      y: { range: (_plot, least, most) => [Math.min(0, least), Math.max(line.target, most) * 1.04] },
    },
    series: [
      {},
      line.columns
        ? { fill: () => colour(figure, ".sum"), width: 0, points: { show: false }, paths: uPlot.paths.bars?.({ size: [0.7, 40] }) }
        : { stroke: () => colour(figure, ".sum"), width: 2.5, points: { show: false }, paths: uPlot.paths.stepped?.({ align: 1 }) },
      { stroke: () => colour(figure, ".straight"), width: 1.5, dash: [2, 4], points: { show: false } },
      { stroke: () => colour(figure, ".forecast"), width: 1.5, dash: [6, 5], points: { show: false } },
    ],
    axes: [
      { ...axis, grid: { show: false }, size: 28, space: 64, values: (_plot, days, _axis, _space, step) => days.map((at) => sayDay(at, step)) },
      {
        ...axis,
        space: 44,
        values: (_plot, numbers) => numbers.map(sayNumber),
        size: (_plot, told) => 14 + DIGIT * Math.max(1, ...(told ?? []).map((one) => one.length)),
      },
    ],
    hooks: {
      draw: line.columns ? [] : [(plot) => hairline(plot, line.today, colour(figure, ".now"))],
      setCursor: [
        (plot) => {
          const at = plot.cursor.left === undefined || plot.cursor.left < 0 ? NaN : plot.posToVal(plot.cursor.left, "x");
          if (under) under.textContent = lastBefore(line, at)?.told ?? "";
        },
      ],
    },
  };
}

/** Leaves room for the halves of the first and the last column. */
function around(line: Line, first: number, last: number): [number, number] {
  const half = (line.points.length > 1 ? (last - first) / (line.points.length - 1) : DAY) / 2;
  return [first - half, last + half];
}

function hairline(plot: uPlot, day: number, stroke: string): void {
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
  const line = read(figure);
  const plot = new uPlot(options(figure, line, box.clientWidth), tabulate(line), box);
  const watch = new ResizeObserver(() => {
    if (box.clientWidth !== plot.width) plot.setSize({ width: box.clientWidth, height: HEIGHT });
  });
  watch.observe(box);
  drawn.set(figure, { plot, watch });
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const { plot } of drawn.values()) plot.redraw();
});
