/** What is drawn of a goal: its sum in steps, the even pace to its target, the forecast, today as a hairline. */
import uPlot from "uplot";
import { pointsOf, sayNumber, seconds, type Drawing, type Point } from "./drawing.ts";

const MONTH = 28 * 86_400;

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
  target: number;
  today: number;
}

function read(figure: HTMLElement): Line {
  const points = pointsOf(figure);
  const { start, deadline, target, today, pace, forecast, sum } = figure.dataset;
  const line = { start: seconds(start), deadline: seconds(deadline), target: Number(target), today: seconds(today) };
  const far = Math.max(line.deadline, line.today) + Math.max(line.deadline - line.start, MONTH);
  return {
    ...line,
    points,
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
  const bends = [...points, ...pace, ...forecast].map((one) => one.at);
  const days = [...new Set([start, deadline, today, ...bends])].sort((one, other) => one - other);
  const end = Math.max(today, points.at(-1)?.at ?? today);
  const sums = days.map((at) => (at > end ? null : (lastBefore(line, at)?.sum ?? 0)));
  return [days, sums, days.map((at) => height(pace, at)), days.map((at) => height(forecast, at))];
}

export function ofGoal(figure: HTMLElement): Drawing {
  const line = read(figure);
  return {
    data: tabulate(line),
    lines: [
      { key: ".sum", width: 2.5, paths: uPlot.paths.stepped?.({ align: 1 }) },
      { key: ".straight", width: 1.5, dash: [2, 4] },
      { key: ".forecast", width: 1.5, dash: [6, 5] },
    ],
    reach: (least, most) => [Math.min(0, least), Math.max(line.target, most) * 1.04],
    today: line.today,
    say: sayNumber,
    tell: (at) => lastBefore(line, at)?.told ?? "",
  };
}
