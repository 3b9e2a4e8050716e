/** What pages do where scripts run: forms are sent in place, and a tick is seen at once. Everything works without. */
import htmx from "htmx.org";
import "./fresh.ts";
import "./history.ts";
import "./keys.ts";
import "./lines.ts";
import "./ticks.ts";
import { guessZone } from "./zones.ts";

htmx.config.defaultTimeout = 15_000;
guessZone();
