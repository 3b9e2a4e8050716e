/** What only some pages need is loaded when one of them is shown, and told of each change in place. */
const PARTS: [selector: string, show: (found: HTMLElement[]) => Promise<unknown>][] = [
  ["[data-calendar]", () => import("./calendar.ts")],
  ["[data-timer]", async () => (await import("./timer.ts")).showTimers()],
  ["[data-chart]", async (figures) => figures.forEach((await import("./chart.ts")).drawLine)],
];

function look(): void {
  for (const [selector, show] of PARTS) {
    const found = [...document.querySelectorAll<HTMLElement>(selector)];
    if (found.length > 0) void show(found);
  }
}

document.addEventListener("htmx:after:swap", look);
look();
