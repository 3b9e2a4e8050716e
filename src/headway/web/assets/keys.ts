/**
 * Keys for those who like them: j and k move between items, space ticks, s skips, u undoes, n adds, g and a letter goes,
 * ? lists them all. They can be turned off on this device, in that list.
 */
const OFF = "headway-keys-off";
const PLACES: Record<string, string> = { t: "/", h: "/habits", g: "/goals", i: "/insights", m: "/more" };

let going = false;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, select, textarea, [contenteditable], dialog") !== null;
}

function move(step: number): void {
  const items = [...document.querySelectorAll<HTMLElement>(".item .what, [data-row] a")].filter((one) => one.checkVisibility());
  const at = items.findIndex((one) => one.closest("li")?.contains(document.activeElement));
  items[at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + step, 0), items.length - 1)]?.focus();
}

function press(selector: string, within: ParentNode = document): boolean {
  const button = within.querySelector<HTMLElement>(selector);
  button?.click();
  return button !== null;
}

function go(address: string): void {
  if (!press(`.places a[href="${address}"]`)) location.assign(address);
}

function act(key: string): boolean {
  const item = document.activeElement?.closest(".item");
  if (going) {
    going = false;
    const place = PLACES[key];
    if (place) go(place);
    return place !== undefined;
  }
  switch (key) {
    case "j": move(1); return true;
    case "k": move(-1); return true;
    case " ": return item?.querySelector(".what") === document.activeElement && press(".tick", item as Element);
    case "s": return item !== null && item !== undefined && (press("form[data-skip] button", item) || press("details summary", item));
    case "u": return press("#said button");
    case "n": go("/new"); return true;
    case "g": going = true; return true;
    case "?": return list();
    default: return false;
  }
}

function list(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("#keys");
  const off = dialog?.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (!dialog || !off) return false;
  off.checked = localStorage.getItem(OFF) === null;
  off.onchange = () => (off.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, ""));
  dialog.showModal();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (localStorage.getItem(OFF) !== null && event.key !== "?") return;
  if (act(event.key)) event.preventDefault();
});
