/** Whoever comes back to a day that was left open, in another tab or after midnight, sees it as it is now. */
import htmx from "htmx.org";

const STALE_MILLISECONDS = 2_000;
let left = 0;

/** Whether someone is just writing or choosing something here, which a new page would take away. */
export function isBusy(): boolean {
  return document.querySelector(".today details.open[open], dialog[open], .htmx-request") !== null;
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    left = performance.now();
  } else if (document.querySelector("main.today") && performance.now() - left > STALE_MILLISECONDS && !isBusy()) {
    void htmx.ajax("GET", location.href, { target: "body", swap: "innerMorph" });
  }
});
