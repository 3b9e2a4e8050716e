/**
 * The calendar of a habit under fingers and keys: one stop for the tab key and arrows between the days, a long press
 * (or whatever opens a menu) for the day's own page, and a tick that is seen at once.
 */
const PRESS_MILLISECONDS = 500;
const PRESS_PIXELS = 10;
const STEPS: Record<string, [rows: number, weeks: number]> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [0, -4], PageDown: [0, 4],
};

type Day = HTMLButtonElement | HTMLAnchorElement;
let pressed = 0;
let begun: [number, number] = [0, 0];

function dayAt(target: EventTarget | null): Day | null {
  return target instanceof Element ? target.closest<Day>("[data-calendar] :is(button, a)") : null;
}

function rove(table: HTMLTableElement, wanted?: Day): void {
  const days = [...table.querySelectorAll<Day>("tbody :is(button, a)")];
  const focused = days.find((one) => one === document.activeElement);
  const chosen = wanted ?? focused ?? days.find((one) => one.hasAttribute("aria-current")) ?? days[days.length - 1];
  for (const one of days) one.tabIndex = one === chosen ? 0 : -1;
  wanted?.focus();
}

function roveAll(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("[data-calendar]")) rove(table);
}

function move(day: Day, rows: number, weeks: number): void {
  const cell = day.closest("td");
  const row = cell?.closest("tr");
  const table = row?.closest("table");
  if (!cell || !row || !table) return;
  const all = [...(table.tBodies[0]?.rows ?? [])];
  const forwards = getComputedStyle(table).direction === "rtl" ? -weeks : weeks;
  let at = all.indexOf(row) + rows;
  let week = cell.cellIndex + forwards;
  if (at < 0 || at >= all.length) [at, week] = at < 0 ? [all.length - 1, week - 1] : [0, week + 1];
  const there = all[at]?.cells[week]?.querySelector<Day>("button, a");
  if (there) rove(table, there);
}

function open(day: Day): void {
  const address = day instanceof HTMLAnchorElement ? day.href : day.formAction;
  const found = /\/(\d{4}-\d\d-\d\d)/.exec(address);
  const days = day.closest<HTMLElement>("[data-days]")?.dataset.days;
  if (found && days) location.assign(days + (found[1] ?? ""));
}

function release(): void {
  clearTimeout(pressed);
}

document.addEventListener("keydown", (event) => {
  const day = dayAt(event.target);
  const step = STEPS[event.key];
  if (!day || !step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  move(day, ...step);
});
document.addEventListener("contextmenu", (event) => {
  const day = dayAt(event.target);
  if (!day) return;
  event.preventDefault();
  open(day);
});
document.addEventListener("pointerdown", (event) => {
  const day = dayAt(event.target);
  if (!day || event.pointerType === "mouse") return;
  begun = [event.clientX, event.clientY];
  pressed = window.setTimeout(() => open(day), PRESS_MILLISECONDS);
});
document.addEventListener("pointermove", (event) => {
  if (Math.hypot(event.clientX - begun[0], event.clientY - begun[1]) > PRESS_PIXELS) release();
});
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, release);
document.addEventListener("submit", (event) => {
  const day = dayAt(event.submitter);
  day?.classList.add(day instanceof HTMLButtonElement && day.formAction.endsWith("/undo") ? "was-undone" : "was-done");
});
document.addEventListener("htmx:after:swap", roveAll);
roveAll();

export {};
