/** What is forgotten when someone leaves, and how the open windows hear of it. */
import * as queue from "./queue.ts";

export const PAGES = "headway-pages";

/** `changed`: something waits, or no longer. `sent`: pages are out of date. `left`, `entered`: someone else is there. */
export type News = "changed" | "entered" | "left" | "sent";

const channel = new BroadcastChannel("headway");

/** Tells the other windows, and the worker. */
export function tell(news: News): void {
  channel.postMessage(news);
}

export function onNews(hear: (news: News) => void): void {
  channel.addEventListener("message", (event: MessageEvent<News>) => hear(event.data));
}

/** Forgets the pages that were kept. Browsers keep none where the connection is not safe. */
export async function forgetPages(): Promise<void> {
  if ("caches" in globalThis) await caches.delete(PAGES);
}

/** Forgets the pages and what waits, whoever's it is: nothing of anybody stays in this browser. */
export async function forgetEverything(): Promise<void> {
  tell("left");
  await Promise.all([forgetPages(), queue.clear()]);
}
