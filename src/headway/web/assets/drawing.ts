/** What a figure says is to be drawn. */
import type uPlot from "uplot";

export interface Drawing {
  data: uPlot.AlignedData;
  /** A line each, in the colour of its key below. */
  lines: { key: string; width: number; dash?: number[]; paths?: uPlot.Series.PathBuilder | undefined }[];
  /** From where to where the numbers go, given the least and the most of them. */
  reach: (least: number, most: number) => [number, number];
  /** Where there is a hairline. */
  today: number | null;
  say: (number: number) => string;
  tell: (at: number) => string;
}

export function seconds(day: string | undefined): number {
  return Date.parse(`${day ?? ""}T00:00:00Z`) / 1000;
}
