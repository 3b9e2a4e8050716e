/**
 * A timer for habits that are counted in time: kept in this browser, so that it goes on while the page is away or there
 * is no network. Stopping it sends what it measured as the form would send any other amount.
 */
const KEY = "headway-timer-";
const MINUTE = 60_000;
const SECOND = 1_000;

function sinceOf(form: HTMLFormElement): number | null {
  const kept = Number(localStorage.getItem(KEY + (form.dataset.timer ?? "")));
  return kept > 0 ? kept : null;
}

/** Rounds to whole minutes, and to hundredths of an hour; nothing is too short to be recorded. */
export function measured(milliseconds: number, minutes: number): number {
  const amount = milliseconds / MINUTE / minutes;
  return minutes === 1 ? Math.max(1, Math.round(amount)) : Math.max(0.01, Math.round(100 * amount) / 100);
}

/** Writes a length of time as clocks do: 4:05, 1:04:05. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / SECOND));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function draw(form: HTMLFormElement): void {
  const since = sinceOf(form);
  form.hidden = false;
  form.querySelector("button")?.setAttribute("aria-pressed", String(since !== null));
  form.querySelector(".elapsed")?.replaceChildren(since === null ? "" : clock(Date.now() - since));
}

/** Shows the timers of the page as they stand. */
export function showTimers(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-timer]")) draw(form);
}

function toggle(form: HTMLFormElement): void {
  const since = sinceOf(form);
  const key = KEY + (form.dataset.timer ?? "");
  const field = form.querySelector<HTMLInputElement>("input[name=amount]");
  if (since === null) localStorage.setItem(key, String(Date.now()));
  else if (field) {
    localStorage.removeItem(key);
    field.value = String(measured(Date.now() - since, Number(form.dataset.minutes)));
    form.requestSubmit();
  }
  draw(form);
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("form[data-timer] .timer") : null;
  const form = button?.closest("form");
  if (form) toggle(form);
});
setInterval(showTimers, SECOND);
