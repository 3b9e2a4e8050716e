/** The worker: pages open without a network from what was kept last, and what waits is sent when there is one. */
import { ExpirationPlugin } from "workbox-expiration";
import { precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";
import { forgetEverything, PAGES, tell } from "../leaving.ts";
import { send } from "../sending.ts";
import { forget, keep, keeping, keepOfflinePage, offlinePage } from "./pages.ts";

declare const self: ServiceWorkerGlobalScope;
declare const ASSETS: string[];

const PATIENCE_SECONDS = 3;
const MOST_PAGES = 60;
const MOST_ASSETS = 40;
const DOORS = ["/sign-in", "/welcome"];
/** What proxies answer for a server that is gone. */
const GONE = [502, 504];

precacheAndRoute(ASSETS.map((url) => ({ url, revision: null })));

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/"),
  new CacheFirst({ cacheName: "headway-assets", plugins: [new ExpirationPlugin({ maxEntries: MOST_ASSETS })] }),
);

/** Pages are asked for by the browser itself, and by the script that puts them in place. */
function isPage(request: Request, url: URL): boolean {
  return (request.mode === "navigate" || request.headers.has("HX-Request")) && !url.pathname.startsWith("/api/");
}

const pages = new NetworkFirst({
  cacheName: PAGES,
  networkTimeoutSeconds: PATIENCE_SECONDS,
  matchOptions: { ignoreVary: true },
  plugins: [
    {
      fetchDidSucceed: async ({ response }) => {
        if (GONE.includes(response.status)) throw new TypeError("Nobody is behind the proxy.");
        return response;
      },
      handlerDidError: async () => offlinePage(),
    },
    keeping,
    new ExpirationPlugin({ maxEntries: MOST_PAGES, matchOptions: { ignoreVary: true } }),
  ],
});
registerRoute(({ request, url, sameOrigin }) => sameOrigin && isPage(request, url), pages);

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && isPage(request, url),
  async ({ request, url, event }) => {
    const isDoor = DOORS.includes(url.pathname);
    const answer = await fetch(request);
    if (GONE.includes(answer.status)) return Response.error();
    if (isDoor || url.pathname === "/sign-out") await forget();
    const isThrough = answer.redirected || answer.type === "opaqueredirect";
    if (isDoor && isThrough) tell("entered");
    else if (url.pathname === "/sign-out" && isThrough) await forgetEverything();
    else if (answer.redirected) (event as ExtendableEvent).waitUntil(keep(answer.url, answer.clone()));
    return answer;
  },
  "POST",
);

/** Keeps the day as it is now. */
async function keepDay(): Promise<void> {
  const day = await fetch("/").catch(() => undefined);
  if (day) await keep("/", day);
}

self.addEventListener("install", (event) => {
  void self.skipWaiting();
  event.waitUntil(keepOfflinePage());
});

/** What was kept names the assets of the version before; the day is kept anew with those of this one. */
self.addEventListener("activate", (event) => {
  const begin = async () => {
    await self.clients.claim();
    await forget();
    await keepDay();
  };
  event.waitUntil(begin());
});

self.addEventListener("sync", ((event: ExtendableEvent & { tag: string; lastChance: boolean }) => {
  if (event.tag !== "queue") return;
  const sending = async () => {
    const { sent, ended } = await send();
    if (sent) {
      await keepDay();
      tell("sent");
    }
    if (ended === "later" && !event.lastChance) throw new Error("Once more, later.");
  };
  event.waitUntil(sending());
}) as EventListener);
