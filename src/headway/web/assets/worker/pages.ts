/** The pages that are kept: those of whoever is signed in, and nobody else's. */
import type { NetworkFirst } from "workbox-strategies";
import { CacheExpiration } from "workbox-expiration";
import { forgetPages, onNews, PAGES } from "../leaving.ts";
import * as queue from "../queue.ts";

type Plugin = NonNullable<NonNullable<ConstructorParameters<typeof NetworkFirst>[0]>["plugins"]>[number];

const OFFLINE = "/offline";
const FALLBACK = "headway-offline";
const USER = /<main [^>]*data-user="([0-9a-f-]+)"/;
const LANGUAGE = /<html lang="([^"]*)"/;
const DOORS = ["/sign-in", "/welcome"];

/** Grows when somebody comes or goes: a page that was asked for before is not kept after. */
let turn = 0;

export async function forget(): Promise<void> {
  turn += 1;
  await Promise.all([forgetPages(), new CacheExpiration(PAGES, { maxEntries: 1 }).delete()]);
}

onNews((news) => {
  if (news === "left") turn += 1;
});

/** Says what is to be kept of an answer, if anything is: the page of an account, without what was said on it once. */
async function kept(answer: Response, since: number): Promise<Response | null> {
  if (answer.status === 401 || DOORS.includes(new URL(answer.url || self.location.href).pathname)) {
    await forget();
    return null;
  }
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/html")) return null;
  const text = await answer.text();
  const user = USER.exec(text)?.[1];
  if (!user || since !== turn) return null;
  if ((await queue.owner()) !== user) {
    await forget();
    since = turn;
    await queue.setOwner(user);
  }
  void keepOfflinePage(LANGUAGE.exec(text)?.[1]);
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return since === turn ? new Response(text, { headers }) : null;
}

/** Keeps a page that came in answer to a form. */
export async function keep(address: string, answer: Response): Promise<void> {
  const page = await kept(answer, turn);
  if (page && new URL(answer.url).pathname === new URL(address, self.location.href).pathname) {
    await (await caches.open(PAGES)).put(address, page);
  }
}

/** Keeps pages as they come from the network, and marks those that are shown for want of one. */
export const keeping: Plugin = {
  requestWillFetch: async ({ request, state }) => {
    if (state) state.turn = turn;
    return request;
  },
  cacheWillUpdate: async ({ response, state }) =>
    response.redirected && !DOORS.includes(new URL(response.url).pathname)
      ? null
      : kept(response, (state?.turn as number | undefined) ?? turn),
  cachedResponseWillBeUsed: async ({ cachedResponse }) => {
    if (!cachedResponse) return cachedResponse;
    const seen = cachedResponse.headers.get("Date") ?? "";
    const text = (await cachedResponse.text()).replace("<main ", `<main data-kept="${seen.replace(/[^\w ,:+-]/g, "")}" `);
    return new Response(text, { headers: cachedResponse.headers });
  },
};

/** Keeps the page that is shown in place of those that were not kept, in the language that pages are in now. */
export async function keepOfflinePage(language?: string): Promise<void> {
  const cache = await caches.open(FALLBACK);
  const there = language && (await (await cache.match(OFFLINE, { ignoreVary: true }))?.text());
  if (there && LANGUAGE.exec(there)?.[1] === language) return;
  // Asked for as by nobody: what is to be said once, on the next page, is not said on this one.
  const headers: HeadersInit = language ? { "Accept-Language": language } : {};
  const answer = await fetch(OFFLINE, { credentials: "omit", headers }).catch(() => undefined);
  if (answer?.ok) await cache.put(OFFLINE, answer);
}

export async function offlinePage(): Promise<Response> {
  const page = await caches.match(OFFLINE, { ignoreVary: true });
  return page ? new Response(await page.text(), { status: 503, headers: page.headers }) : Response.error();
}
