/** What is drawn of a habit: its strength, a number for each day. */
import { seconds, type Drawing } from "./drawing.ts";

const DAY = 86_400;

export function ofStrength(figure: HTMLElement): Drawing {
  const language = document.documentElement.lang;
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const first = seconds(figure.dataset.start);
  const strengths = (figure.dataset.strength ?? "").split(" ").map(Number);
  return {
    data: [strengths.map((_, place) => first + place * DAY), strengths],
    lines: [{ key: ".strong", width: 2.5 }],
    reach: () => [0, 1.04],
    today: null,
    say: (share) => percent.format(share),
    tell: (at) => {
      const place = Math.round((at - first) / DAY);
      const share = strengths[place];
      return share === undefined ? "" : `${date.format((first + place * DAY) * 1000)}: ${percent.format(share)}`;
    },
  };
}
