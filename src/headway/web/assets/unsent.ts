/** What is done without a network is kept, shown as pending, and sent once there is one; a page does all of it. */
import htmx from "htmx.org";
import { freeTime, main, UNTIMED, waitingOf, type Wish, wishOf } from "./calls.ts";
import { isBusy } from "./fresh.ts";
import { newId } from "./ids.ts";
import { forgetEverything, onNews, tell } from "./leaving.ts";
import { draw, isSkip, say, words } from "./pending.ts";
import * as queue from "./queue.ts";
import type { Deed, Waiting } from "./queue.ts";
import { send } from "./sending.ts";

const SOON = 1_000;
const LATE = 60_000;

interface Context {
  sourceElement: Element;
  request: { method: string; action: string; body: URLSearchParams | null };
  response?: unknown;
  text?: string;
}

const DOORS = ["/sign-in", "/welcome"];
const PASSING = 3_000;

let waiting: Waiting[] = [];
let signedOut = false;
/** Whether someone is just going in or out by this window, which then needs no telling. */
let passing = false;
let whose: string | undefined;
/** When to look for a network again: later each time, but soon after anything happened. */
let pause = SOON;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Whether what was sent is not shown yet as the server has it. */
let isStale = false;
let last: Promise<unknown> = Promise.resolve();

const user = () => main().dataset.user;
const isKept = () => main().dataset.kept !== undefined;

/** Reads what waits, and shows it. */
async function show(): Promise<void> {
  const who = user();
  waiting = who ? await queue.all(who).catch(() => []) : [];
  draw(waiting, { signedOut, again, discard });
}

async function changed(): Promise<void> {
  tell("changed");
  await show();
}

/** Shows the page as the server has it now; while someone is writing in it, it stays as it is until they are done. */
export async function refresh(): Promise<void> {
  isStale = isBusy() || document.activeElement?.matches("input[type=text], input:not([type]), textarea, select") === true;
  if (isStale) return;
  const here = location.pathname + location.search;
  await htmx.ajax("GET", here, { target: "body", swap: "innerMorph" });
  await show();
}

/** Sends what waits, and brings the page up to date if anything was sent, or if it is an old one. */
async function catchUp(): Promise<void> {
  if (!user() || navigator.onLine === false) return;
  const { sent, ended } = await send().catch(() => ({ sent: 0, ended: "later" }) as const);
  signedOut = ended === "signed-out";
  if (sent) tell("sent");
  if (sent || (isKept() && ended === "done" && (await isReachable()))) await refresh();
  else await show();
  lookLater();
}

/** Looks again after a while, if there is anything to wait for. */
function lookLater(): void {
  clearTimeout(timer);
  if (!isStale && !waits() && !("offline" in main().dataset)) return;
  timer = setTimeout(lookIfSeen, pause);
  pause = Math.min(2 * pause, LATE);
}

function waits(): boolean {
  return isKept() || waiting.some((one) => !one.refused);
}

/** Looks whether there is a network again, for what waits and for what is shown for want of one. */
async function lookAgain(): Promise<void> {
  if (isStale) await refresh();
  if ("offline" in main().dataset && (await isReachable())) location.reload();
  if (waits()) await catchUp();
  else lookLater();
}

async function isReachable(): Promise<boolean> {
  const answer = await fetch("/healthz", { method: "HEAD", cache: "no-store" }).catch(() => undefined);
  return answer?.ok === true;
}

async function again(key: number): Promise<void> {
  const one = waiting.find((each) => each.key === key);
  if (one) {
    const { refused: _, ...rest } = one;
    await queue.remove(key);
    await queue.add(rest);
  }
  await changed();
  await catchUp();
}

async function discard(key: number): Promise<void> {
  await queue.remove(key);
  await changed();
}

function isTick({ kind }: Deed): boolean {
  return kind === "tick" || kind === "untick";
}

/** What waits of the same kind for the same habit on the same day, or for the same goal. */
function alike({ deed }: Wish): Waiting[] {
  const same = waiting.filter((one) => !one.refused && one.deed.item === deed.item && isTick(one.deed) === isTick(deed));
  return isTick(deed) || isSkip(deed) ? same.filter((one) => one.deed.day === deed.day) : same;
}

/** Keeps a deed until it can be sent; or takes back what waits, if that is all that it means. */
async function keep(wish: Wish, tried: boolean): Promise<void> {
  const { deed } = wish;
  const there = alike(wish);
  if (isTick(deed)) await keepTick(wish, there, tried);
  else if (isSkip(deed)) await keepSkip(wish, there, tried);
  else {
    const made = deed.kind === "delete" && there.find((one) => one.deed.id === deed.id);
    if (!made || !(await queue.takeOut(made.key!))) await put(wish, tried);
  }
  await changed();
  await askToSync();
}

async function keepTick(wish: Wish, there: Waiting[], tried: boolean): Promise<void> {
  const { deed, several } = wish;
  const before = there.at(-1);
  if (!several) {
    if (!before) return put(wish, tried);
    if (before.tried || !(await queue.takeOut(before.key!))) await put({ ...wish, deed: opposite(before.deed) }, tried);
    return;
  }
  const ticks = there.filter((one) => one.deed.kind === "tick");
  const gone = there.filter((one) => one.deed.kind === "untick").map((one) => one.deed.time ?? UNTIMED);
  const times = [...ticks.map((one) => one.deed.time!).reverse(), ...several].filter((time) => !gone.includes(time));
  if (deed.kind === "tick") {
    return put({ ...wish, deed: { ...deed, time: deed.time ?? freeTime([...times, ...gone]) } }, tried);
  }
  const time = deed.time ?? times[0];
  if (time === undefined) throw new Error("Which one is meant, only the server knows.");
  const tick = ticks.find((one) => one.deed.time === time);
  if (tick && (await queue.takeOut(tick.key!))) return;
  return put({ ...wish, deed: { ...deed, time: time === UNTIMED ? null : time } }, tried);
}

/** A skip that waits is taken back by another tap; which of those that are kept is meant, only the server knows. */
async function keepSkip(wish: Wish, there: Waiting[], tried: boolean): Promise<void> {
  const before = there.at(-1);
  if (before && (await queue.takeOut(before.key!))) return;
  if (before || wish.deed.kind === "unskip") throw new Error("This cannot wait.");
  return put(wish, tried);
}

/** A tap on what waits means the opposite of it, whatever the form said when it came. */
function opposite(deed: Deed): Deed {
  return { ...deed, kind: deed.kind === "tick" ? "untick" : "tick" };
}

/** Keeps a deed. What was tried keeps the id it was sent with; the rest get theirs now, so that ids follow deeds. */
function put(wish: Wish, tried: boolean): Promise<void> {
  const { deed } = wish;
  const isNew = !tried && deed.kind !== "delete";
  return queue.add(waitingOf(isNew ? { ...wish, deed: { ...deed, id: newId() } } : wish, user()!, tried));
}

/** Lets the browser send by the worker when the network is back, where browsers do that. */
async function askToSync(): Promise<void> {
  const worker = navigator.serviceWorker && (await navigator.serviceWorker.getRegistration());
  const { sync } = (worker ?? {}) as { sync?: { register(tag: string): Promise<void> } };
  await sync?.register("queue").catch(() => undefined);
}

/** On a form that was kept, the next deed is another one. */
function renew(form: HTMLFormElement): void {
  const id = form.querySelector<HTMLInputElement>("input[name=id]");
  if (id) id.value = newId();
  if (form.matches(".record")) form.reset();
  form.closest("details.open")?.removeAttribute("open");
}

function refuseAmount(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[name=value], input[name=amount]");
  field?.setCustomValidity(words("number"));
  field?.addEventListener("input", () => field.setCustomValidity(""), { once: true });
  form.reportValidity();
}

function wished({ sourceElement: form, request }: Context): Wish | null {
  if (!(form instanceof HTMLFormElement) || request.method !== "POST" || !user()) return null;
  return wishOf(form, request.action, request.body ?? new URLSearchParams());
}

/** Takes deeds in one after the other, however fast they are tapped. */
function take(context: Context, wish: Wish, tried: boolean): void {
  last = last.then(() => intake(context.sourceElement as HTMLFormElement, wish, tried));
}

async function intake(form: HTMLFormElement, wish: Wish, tried: boolean): Promise<void> {
  const { value, total, amount } = wish.deed;
  if ([value, total, amount].some(Number.isNaN)) return refuseAmount(form);
  try {
    await keep(wish, tried);
  } catch {
    return say("needed"); // It cannot wait, or this browser keeps nothing.
  }
  renew(form);
  pause = SOON;
  if (navigator.onLine) void catchUp();
}

document.addEventListener("htmx:before:request", (event) => {
  const context = (event as CustomEvent<{ ctx: Context }>).detail.ctx;
  const wish = wished(context);
  if (!wish || (navigator.onLine && !alike(wish).length)) return;
  event.preventDefault();
  take(context, wish, false);
});

document.addEventListener("htmx:error", (event) => {
  const context = (event as CustomEvent<{ ctx?: Context }>).detail.ctx;
  if (!context || context.text !== undefined) return;
  const wish = wished(context);
  if (wish) take(context, wish, true);
  else if (context.sourceElement.matches("a, form")) say("needed");
});

document.addEventListener("submit", (event) => {
  const path = new URL((event.target as HTMLFormElement).action).pathname;
  if (path === "/sign-out" && waiting.length && !confirm(words("leaving"))) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (path === "/sign-out" || DOORS.includes(path)) {
    passing = true;
    setTimeout(() => (passing = false), PASSING);
  }
}, { capture: true });

/** Goes through a page that has just come: one that was kept says nothing of what was done, and makes new things. */
function meet(): void {
  if (document.querySelector("#said [data-deed=signed-out], #said [data-deed=account-deleted]")) void forgetEverything();
  if (!isKept()) return;
  document.querySelector("#said")?.replaceChildren();
  for (const id of document.querySelectorAll<HTMLInputElement>("form input[name=id]")) id.value = newId();
}

document.addEventListener("htmx:after:swap", () => {
  meet();
  draw(waiting, { signedOut, again, discard });
  if (user() !== whose) void begin();
});

onNews((news) => {
  if (news === "changed") void show();
  else if (news === "sent") void refresh();
  else if (news === "left" && user() && !passing) location.replace("/sign-in");
  else if (news === "entered" && user() && !passing) location.reload();
});

function lookIfSeen(): void {
  if (document.visibilityState === "visible") void lookAgain();
}

window.addEventListener("online", () => {
  pause = SOON;
  void lookAgain();
});
document.addEventListener("visibilitychange", lookIfSeen);
document.addEventListener("focusout", () => isStale && setTimeout(lookIfSeen));

/** Begins with whoever is there now. */
async function begin(): Promise<void> {
  whose = user();
  await show();
  await catchUp();
  lookLater();
}

meet();
void begin();
