/** What a figure says is to be drawn. */
import type uPlot from "uplot";

const LARGE = 100_000;

export interface Drawing {
  data: uPlot.AlignedData;
  /** A line each, in the colour of its key below. */
  lines: { key: string; width: number; dash?: number[]; paths?: uPlot.Series.PathBuilder | undefined; filled?: boolean }[];
  /** From where to where the numbers go, given the least and the most of them. */
  reach: (least: number, most: number) => [number, number];
  /** From where to where the days go, where that is more than the first and the last. */
  across?: (first: number, last: number) => [number, number];
  /** Where there is a hairline. */
  today: number | null;
  say: (number: number) => string;
  tell: (at: number) => string;
}

export function seconds(day: string | undefined): number {
  return Date.parse(`${day ?? ""}T00:00:00Z`) / 1000;
}

/** A row of the table beside: a day, a number, and both in words. */
export interface Point {
  at: number;
  sum: number;
  told: string;
}

export function pointsOf(figure: HTMLElement): Point[] {
  const points: Point[] = [];
  for (const row of figure.querySelectorAll("tbody tr")) {
    const day = row.querySelector("time");
    const sum = row.querySelector("data");
    if (day && sum) {
      points.push({ at: seconds(day.dateTime), sum: Number(sum.value), told: `${day.textContent ?? ""}: ${sum.textContent ?? ""}` });
    }
  }
  return points;
}

export function sayNumber(number: number): string {
  const notation = Math.abs(number) >= LARGE ? "compact" : "standard";
  return new Intl.NumberFormat(document.documentElement.lang, { notation }).format(number);
}
