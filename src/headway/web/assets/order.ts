/**
 * Habits, goals and counters change places within their list: by Alt with the arrow up or down wherever they stand,
 * by the buttons on the page of the order, and there by dragging as well. The order is kept at once.
 */

const GLIDE_MILLISECONDS = 150;
const sortable = new WeakSet<Element>();

interface List {
  element: HTMLElement;
  kind: "habits" | "goals";
}

function itemOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("li[data-habit], li[data-goal]") : null;
}

function listOf(item: HTMLElement): List | null {
  const element = item.parentElement;
  return element && { element, kind: item.dataset.habit ? "habits" : "goals" };
}

function itemsOf(list: List): HTMLElement[] {
  return [...list.element.querySelectorAll<HTMLElement>(":scope > li[data-habit], :scope > li[data-goal]")];
}

function idOf(item: HTMLElement): string {
  return item.dataset.habit ?? item.dataset.goal ?? "";
}

/** Tells those who cannot see it; what is told stands in the page, in its language. */
function announce(told: "moved" | "failed", item: HTMLElement, list: List): void {
  const region = document.getElementById("moved");
  if (!region) return;
  const items = itemsOf(list);
  const facts: Record<string, string> = {
    title: item.querySelector(".title")?.textContent ?? "",
    place: String(items.indexOf(item) + 1),
    count: String(items.length),
  };
  region.textContent = (region.dataset[told] ?? "").replace(/\{(\w+)\}/g, (_whole, name: string) => facts[name] ?? "");
}

/** The buttons at the ends lead nowhere. */
function markEnds(list: List): void {
  const items = itemsOf(list);
  items.forEach((item, at) => {
    item.querySelector("button[name='up']")?.setAttribute("aria-disabled", String(at === 0));
    item.querySelector("button[name='down']")?.setAttribute("aria-disabled", String(at === items.length - 1));
  });
}

let sending: Promise<unknown> = Promise.resolve();

/** Keeps the order as it is shown; one after the other, so that the last one counts. What is refused is put back. */
function keep(item: HTMLElement, list: List, before: HTMLElement[]): void {
  markEnds(list);
  announce("moved", item, list);
  const body = JSON.stringify({ ids: itemsOf(list).map(idOf) });
  const address = `/api/v1/${list.kind}/order`;
  sending = sending
    .then(() => fetch(address, { method: "PUT", headers: { "Content-Type": "application/json" }, body, keepalive: true }))
    .then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
    })
    .catch(() => {
      list.element.append(...before);
      markEnds(list);
      announce("failed", item, list);
    });
}

function move(item: HTMLElement, by: -1 | 1): void {
  const list = listOf(item);
  if (!list) return;
  const before = itemsOf(list);
  const other = before[before.indexOf(item) + by];
  if (!other) {
    announce("moved", item, list);
    return;
  }
  const focused = document.activeElement;
  if (by < 0) other.before(item);
  else other.after(item);
  if (focused instanceof HTMLElement && item.contains(focused)) focused.focus();
  keep(item, list, before);
}

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const item = itemOf(event.target);
  if (!item) return;
  event.preventDefault();
  move(item, event.key === "ArrowUp" ? -1 : 1);
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>(".order button") : null;
  const item = itemOf(button);
  if (!button || !item) return;
  event.preventDefault();
  move(item, button.name === "up" ? -1 : 1);
});

/** Lets lists be dragged, where there are any on the page; what that takes is loaded only then. */
export async function letDrag(): Promise<void> {
  const lists = [...document.querySelectorAll<HTMLElement>("[data-sortable]")].filter((one) => !sortable.has(one));
  if (!lists.length) return;
  for (const one of lists) sortable.add(one);
  const { default: Sortable } = await import("sortablejs");
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const element of lists) {
    let before: HTMLElement[] = [];
    Sortable.create(element, {
      handle: ".grip",
      draggable: "li",
      forceFallback: true,
      animation: isStill ? 0 : GLIDE_MILLISECONDS,
      onStart: ({ item }) => {
        const list = listOf(item);
        before = list ? itemsOf(list).filter((one) => !one.classList.contains("sortable-fallback")) : [];
      },
      onEnd: ({ item, oldIndex, newIndex }) => {
        const list = listOf(item);
        if (list && oldIndex !== newIndex) keep(item, list, before);
      },
    });
  }
}
