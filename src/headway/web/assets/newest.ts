/** An answer that comes late does not take away the page that was opened meanwhile. */
import { refresh } from "./unsent.ts";

interface Context {
  sourceElement: Element;
  request: { method: string };
}

const asked = new WeakMap<Context, number>();
let count = 0;
/** Which request follows the newest link, by its number, and as long as it is on its way. */
let newest = 0;
let opening: Context | undefined;
/** Whether something was written of which the page that was opened may know nothing yet. */
let isBehind = false;

const contextOf = (event: Event) => (event as CustomEvent<{ ctx: Context }>).detail.ctx;

document.addEventListener("htmx:before:request", (event) => {
  const context = contextOf(event);
  asked.set(context, ++count);
  if (!context.sourceElement.matches("a")) return;
  newest = count;
  opening = context;
});

document.addEventListener("htmx:before:swap", (event) => {
  const context = contextOf(event);
  if ((asked.get(context) ?? count) >= newest) return;
  event.preventDefault();
  isBehind ||= context.request.method !== "GET";
  if (!opening) showAnew();
});

document.addEventListener("htmx:finally:request", (event) => {
  if (contextOf(event) !== opening) return;
  opening = undefined;
  showAnew();
});

function showAnew(): void {
  if (!isBehind) return;
  isBehind = false;
  setTimeout(refresh); // when neither request counts as being on its way
}
