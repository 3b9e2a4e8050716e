/** What pages do where scripts run: forms are sent in place, and a tick is seen at once. Everything works without. */
import htmx from "htmx.org";
import { offerCopies } from "./fields.ts";
import "./fresh.ts";
import "./history.ts";
import "./install.ts";
import "./keys.ts";
import "./lazily.ts";
import "./menus.ts";
import "./newest.ts";
import { letDrag } from "./order.ts";
import "./ticks.ts";
import "./unsent.ts";
import { guessZone } from "./zones.ts";

htmx.config.defaultTimeout = 15_000;

/** What a page needs that has just come, whole or in place. */
function settle(): void {
  guessZone();
  offerCopies();
  void letDrag();
}

document.addEventListener("htmx:after:settle", settle);
settle();
