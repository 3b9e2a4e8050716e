/** What only some pages need is loaded when one of them is shown. */
const PARTS: [selector: string, load: () => Promise<unknown>][] = [
  ["[data-calendar]", () => import("./calendar.ts")],
];

function look(): void {
  for (const [selector, load] of PARTS) if (document.querySelector(selector)) void load();
}

document.addEventListener("htmx:after:swap", look);
look();
