/** Showing what waits: on the items it belongs to, and in the bar above them. Every sentence comes with the page. */
import { main, shownDay, UNTIMED } from "./calls.ts";
import type { Deed, Waiting } from "./queue.ts";

interface Doing {
  signedOut: boolean;
  again(key: number): void;
  discard(key: number): void;
}

const template = () => document.querySelector<HTMLTemplateElement>("#unsent-words")?.content;

/** Gives a sentence that came with the page. */
export function words(name: string): string {
  return template()?.querySelector(`[data-words="${name}"]`)?.textContent?.trim() ?? "";
}

function piece(name: string): HTMLElement {
  return template()!.querySelector(`[data-words="${name}"]`)!.cloneNode(true) as HTMLElement;
}

/** Says something in the bar, until the next change. */
export function say(name: string): void {
  if (template()) document.querySelector("#unsent p")?.replaceChildren(words(name));
}

/** Draws everything that waits; what no longer waits is drawn as the server had it. */
export function draw(waiting: Waiting[], doing: Doing): void {
  if (!template()) return;
  const pending = waiting.filter((one) => !one.refused);
  for (const item of document.querySelectorAll<HTMLElement>("[data-habit], [data-goal]")) drawItem(item, pending);
  drawBar(pending, doing.signedOut);
  drawRefused(waiting.filter((one) => one.refused), doing);
}

function drawItem(item: HTMLElement, pending: Waiting[]): void {
  const { habit, goal } = item.dataset;
  const mine = pending.filter((one) => one.deed.item === (habit ?? goal) && (goal || one.deed.day === shownDay()));
  if (!mine.length && !item.classList.contains("is-pending")) return;
  item.classList.toggle("is-pending", mine.length > 0);
  item.querySelector(".mark")?.remove();
  if (mine.length) item.querySelector(".what")?.append(piece("mark"));
  if (goal) return drawValue(item, mine);
  item.classList.toggle("is-skipping", mine.some((one) => isSkip(one.deed)));
  const ticks = mine.filter((one) => !isSkip(one.deed));
  if ("measure" in item.dataset) drawMeasure(item, ticks);
  else if ("several" in item.dataset) drawCount(item, ticks);
  else drawTick(item, ticks.at(-1));
}

export function isSkip({ kind }: Deed): boolean {
  return kind === "skip" || kind === "unskip";
}

function drawTick(item: HTMLElement, last: Waiting | undefined): void {
  const form = item.querySelector<HTMLFormElement>("form[data-tick]");
  const isDone = last ? last.deed.kind === "tick" : form?.dataset.tick === "undo";
  form?.querySelector("button")?.setAttribute("aria-pressed", String(isDone));
  item.classList.toggle("ticked", isDone);
}

function drawCount(item: HTMLElement, mine: Waiting[]): void {
  const gone = mine.filter((one) => one.deed.kind === "untick").map((one) => one.deed.time ?? UNTIMED);
  const times = (item.dataset.times ?? "").split(" ").filter((time) => time && !gone.includes(time));
  const ticks = mine.filter((one) => one.deed.kind === "tick" && !gone.includes(one.deed.time ?? UNTIMED));
  const base = item.dataset.times?.split(" ").filter(Boolean).length ?? 0;
  const done = Number(item.dataset.done) - base + times.length + ticks.length;
  const quota = Number(item.dataset.quota);
  const isMet = done >= quota;
  const shape = template()!.querySelector(isMet ? ".state.met" : ".state.partly")!.cloneNode(true) as SVGElement;
  shape.querySelector(".part")?.setAttribute("stroke-dasharray", `${(100 * done) / (quota || 1)} 100`);
  const button = item.querySelector(".tick.count");
  button?.querySelector(".state")?.replaceWith(shape);
  button?.querySelector(".share")?.replaceChildren(isMet ? (done > 1 ? String(done) : "") : `${done}/${quota}`);
  button?.setAttribute("aria-label", (item.dataset.label ?? "").replace("{done}", String(done)));
  const undo = item.querySelector<HTMLFormElement>("form[data-tick=undo]");
  if (undo) undo.hidden = times.length + ticks.length === 0;
}

function drawMeasure(item: HTMLElement, mine: Waiting[]): void {
  const { times = "", amounts = "", sum, target, measure = "", over } = item.dataset;
  const gone = mine.filter((one) => one.deed.kind === "untick").map((one) => one.deed.time ?? UNTIMED);
  const ticks = mine.filter((one) => one.deed.kind === "tick" && !gone.includes(one.deed.time ?? UNTIMED));
  const kept = times.split(" ").filter(Boolean);
  const each = amounts.split(" ").map(Number);
  const less = kept.reduce((all, time, at) => all + (gone.includes(time) ? (each[at] ?? 0) : 0), 0);
  const more = ticks.reduce((all, { deed }) => all + (deed.amount ?? 0), 0);
  const done = Math.round(100 * (Number(sum) - less + more)) / 100;
  const isOver = over !== undefined && done > Number(target);
  const form = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
  item.querySelector(".measured")?.replaceChildren((isOver ? over : measure).replace("{done}", form.format(done)));
  const name = isOver ? "exceeded" : over === undefined && done >= Number(target) ? "met" : "partly";
  const shape = template()!.querySelector(`.state.${name}`)!.cloneNode(true) as SVGElement;
  shape.querySelector(".part")?.setAttribute("stroke-dasharray", `${(100 * done) / Number(target)} 100`);
  item.querySelector(".tick.count .state")?.replaceWith(shape);
  const undo = item.querySelector<HTMLFormElement>("form[data-tick=undo]");
  if (undo) undo.hidden = kept.length - gone.length + ticks.length <= 0;
}

function drawValue(item: HTMLElement, mine: Waiting[]): void {
  const value = mine.reduce((sum, { deed }) => {
    if (deed.kind === "reset") return deed.day === shownDay() ? 0 : sum;
    return deed.total ?? Math.round(100 * (sum + (deed.value ?? 0))) / 100;
  }, Number(item.dataset.value));
  const digits = Number.isInteger(value) ? 0 : 2;
  const form = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: digits });
  item.querySelector(".value b")?.replaceChildren(form.format(value));
  const share = Math.min(100, Math.max(0, (100 * value) / Number(item.dataset.target)));
  if (item.dataset.target) item.querySelector(".progress .part")?.setAttribute("width", `${share}%`);
}

function drawBar(pending: Waiting[], signedOut: boolean): void {
  const said: Node[] = [];
  const { kept } = main().dataset;
  if (kept !== undefined) {
    const line = piece("kept");
    const seen = line.querySelector("time");
    const at = new Date(kept);
    const form = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    seen?.replaceChildren(Number.isNaN(at.getTime()) ? "" : form.format(at));
    said.push(line);
  }
  if (pending.length) {
    const line = piece("waiting");
    line.querySelector("b")?.replaceChildren(new Intl.NumberFormat(document.documentElement.lang).format(pending.length));
    said.push(line);
    if (signedOut) said.push(piece("signed-out"));
  }
  document.querySelector("#unsent p")?.replaceChildren(...said);
}

function drawRefused(refused: Waiting[], doing: Doing): void {
  const list = document.querySelector<HTMLElement>("#refused");
  if (!list) return;
  list.hidden = !refused.length;
  list.querySelector("ul")?.replaceChildren(...refused.map((one) => drawReason(one, doing)));
}

function drawReason({ key, deed, refused }: Waiting, doing: Doing): HTMLElement {
  const line = piece("refused");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const amount = deed.total ?? deed.value ?? deed.amount;
  const day = new Date(`${deed.day}T00:00:00Z`);
  const form = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" });
  line.querySelector("b")?.replaceChildren(deed.title);
  const parts = [amount === undefined ? "" : number.format(amount), deed.day && form.format(day), deed.time ?? ""];
  line.querySelector(".quiet")?.replaceChildren(parts.filter(Boolean).join(" · "));
  line.querySelector(".wrong")?.replaceChildren(words(`why-${refused!.code}`) || refused!.detail);
  line.querySelector("[data-again]")?.addEventListener("click", () => doing.again(key!));
  line.querySelector("[data-discard]")?.addEventListener("click", () => doing.discard(key!));
  return line;
}
