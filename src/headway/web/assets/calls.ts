/** From a form to what waits in its place: the same deed as a call of the interface for programs. */
import { newId } from "./ids.ts";
import type { Deed, Waiting } from "./queue.ts";

const COMPLETIONS = /^\/habits\/([^/]+)\/completions\/([\d-]+)(\/undo)?$/;
const SKIPS = /^\/habits\/([^/]+)\/skips\/([\d-]+)(\/undo)?$/;
const ENTRIES = /^\/goals\/([^/]+)\/(?:(entries)|(reset|slip)|entries\/([^/]+)\/delete)$/;
export const UNTIMED = "untimed";

/** What a form would do. `several` are the times that the page knows of, where a habit may be done several times. */
export interface Wish {
  deed: Deed;
  several?: string[];
  note?: string;
}

/** Reads what a form would do, sent to `action` by one of its buttons; null when it is nothing that can wait, NaN in `value` when its amount is none. */
export function wishOf(form: HTMLFormElement, action: string, fields: URLSearchParams): Wish | null {
  const path = new URL(action, location.href).pathname;
  const tick = COMPLETIONS.exec(path);
  const item = form.closest<HTMLElement>("[data-habit], [data-goal]");
  const note = fields.get("note")?.trim() || undefined;
  if (tick) {
    const [, habit, day, undo] = tick as unknown as [string, string, string, string?];
    const listed = item?.dataset.habit ? item : document.querySelector<HTMLElement>(`[data-habit="${habit}"]`);
    const deed: Deed = { kind: undo ? "untick" : "tick", item: habit, day, title: titleOf(form, listed) };
    if (fields.get("id")) deed.id = fields.get("id")!;
    if (fields.get("time")) deed.time = fullTime(fields.get("time")!);
    if (!undo && fields.has("amount")) deed.amount = readNumber(fields.get("amount") ?? "");
    const several = severalOf(form, listed, day);
    return { deed, ...(note && { note }), ...(several && { several }) };
  }
  const skip = SKIPS.exec(path);
  if (skip) {
    const [, habit, day, undo] = skip as unknown as [string, string, string, string?];
    const deed: Deed = { kind: undo ? "unskip" : "skip", item: habit, day, title: titleOf(form, item) };
    if (fields.get("id")) deed.id = fields.get("id")!;
    return { deed };
  }
  const entry = ENTRIES.exec(path);
  if (!entry) return null;
  const [, goal, add, mark, gone] = entry as unknown as [string, string, string?, ("reset" | "slip")?, string?];
  const listed = item?.dataset.goal ? item : document.querySelector<HTMLElement>(`[data-goal="${goal}"]`);
  const kind = add ? "entry" : mark ?? "delete";
  const day = fields.get("entry_date") || fields.get("day") || shownDay() || "";
  const deed: Deed = { kind, item: goal, day, id: gone ?? fields.get("id") ?? newId(), title: titleOf(form, listed) };
  if (add) deed[fields.get("as") === "total" ? "total" : "value"] = readNumber(fields.get("value") ?? "");
  return { deed, ...(note && { note }) };
}

/** Makes the call that does what was wished. */
export function waitingOf({ deed, note }: Omit<Wish, "several">, user: string, tried: boolean): Waiting {
  const { kind, item, day, time, id, value, total, amount } = deed;
  const said = { ...(id && { id }), ...(note && { note }) };
  const place = `/habits/${item}/completions/${day}${time ? `/${time}` : ""}`;
  const calls = {
    tick: { method: "PUT", path: place, body: { ...said, ...(amount !== undefined && { amount }) } },
    untick: { method: "DELETE", path: place },
    skip: { method: "POST", path: "/pauses", body: { ...said, habitId: item, firstDay: day, lastDay: day } },
    unskip: { method: "DELETE", path: `/pauses/${id}` },
    entry: {
      method: "POST",
      path: `/goals/${item}/entries`,
      body: { ...said, ...(day && { entryDate: day }), ...(total === undefined ? { value } : { total }) },
    },
    reset: { method: "POST", path: `/goals/${item}/reset`, body: { ...said, ...(day && { day }) } },
    slip: { method: "POST", path: `/goals/${item}/slip`, body: { ...said, ...(day && { day }) } },
    delete: { method: "DELETE", path: `/goals/${item}/entries/${id}` },
  } as const;
  return { user, call: calls[kind], deed, tried };
}

/** Finds a second of now, as clocks show it where the account lives, that is not taken. */
export function freeTime(taken: string[]): string {
  const zone = main().dataset.zone;
  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", hourCycle: "h23", timeZone: zone || undefined });
  let time = clock.format(new Date());
  const step = taken.some((one) => one > time) && time > "23:59:00" ? -1 : 1;
  while (taken.includes(time)) time = new Date(Date.parse(`2000-01-01T${time}Z`) + step * 1000).toISOString().slice(11, 19);
  return time;
}

/** The page's content, which says whose it is and of which day. */
export function main(): HTMLElement {
  return document.querySelector<HTMLElement>("main")!;
}

export function shownDay(): string | undefined {
  return main().dataset.day;
}

function titleOf(form: HTMLFormElement, listed: HTMLElement | null): string {
  const said = listed?.querySelector(".title") ?? form.closest("main")?.querySelector("h1");
  return said?.textContent?.trim() ?? "";
}

/** The times that a day has, of a habit that is done several times a day; undefined for others. */
function severalOf(form: HTMLFormElement, listed: HTMLElement | null, day: string): string[] | undefined {
  if (!("several" in form.dataset) && !("several" in (listed?.dataset ?? {}))) return undefined;
  return (day === shownDay() && listed?.dataset.times?.split(" ").filter(Boolean)) || [];
}

function fullTime(time: string): string {
  return time.length === 5 ? `${time}:00` : time;
}

/** Reads a number as people who read this language write it, and also as programs do; nothing is guessed. */
export function readNumber(text: string, language = document.documentElement.lang): number {
  const plain = text.trim().replace("\u2212", "-");
  if (/^[+-]?\d+(\.\d{1,2})?$/.test(plain)) return Number(plain);
  const parts = new Intl.NumberFormat(language, { useGrouping: "always" }).formatToParts(12345.6);
  const sign = (type: string) => {
    const found = parts.find((one) => one.type === type)?.value ?? "";
    return found.trim() ? `[${found}]` : "\\s";
  };
  const [group, decimal] = [sign("group"), sign("decimal")];
  const form = new RegExp(`^[+-]?(?:\\d+|\\d{1,3}(?:${group}\\d{2,3})*${group}\\d{3})(?:${decimal}\\d+)?$`);
  if (!form.test(plain)) return Number.NaN;
  return Number(plain.replace(new RegExp(group, "g"), "").replace(new RegExp(decimal), "."));
}
