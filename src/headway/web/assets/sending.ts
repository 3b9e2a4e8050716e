/** Sending what waits: in order, by one window or the worker at a time, and never as somebody else. */
import * as queue from "./queue.ts";
import type { Call, Refusal, Waiting } from "./queue.ts";

const PATIENCE = 15_000;
const JSON_TYPE = /^application\/(problem\+)?json/;
const AGAIN_LATER = [408, 425, 429];

/** How the sending ended: all was `done`, the rest goes `later`, or whoever it belongs to must sign in first. */
export interface Outcome {
  sent: number;
  ended: "done" | "later" | "signed-out";
}

interface Problem {
  type?: string;
  detail?: string;
  errors?: { detail: string }[];
}

let here: Promise<unknown> = Promise.resolve();

/** Sends what waits for the account that is signed in; what is refused stays, with the reason. */
export async function send(): Promise<Outcome> {
  if (navigator.locks) return navigator.locks.request("headway-queue", sendAll);
  const sending = here.then(sendAll); // Without locks, one after the other in this window; the ids do the rest.
  here = sending.catch(() => undefined);
  return sending;
}

async function sendAll(): Promise<Outcome> {
  const waiting = (await queue.all()).filter((one) => !one.refused);
  if (!waiting.length) return { sent: 0, ended: "done" };
  const user = await whoIsThere();
  if (!user) return { sent: 0, ended: user === null ? "signed-out" : "later" };
  let sent = 0;
  for (const one of waiting.filter((each) => each.user === user)) {
    const tried = await queue.change(one.key!, { tried: true });
    if (!tried) continue;
    const ended = await sendOne(tried);
    if (ended !== "done") return { sent, ended };
    sent += 1;
  }
  return { sent, ended: "done" };
}

/** Asks who is signed in: null when nobody is, undefined when the server cannot be asked. */
async function whoIsThere(): Promise<string | null | undefined> {
  const answer = await ask({ method: "GET", path: "/me" });
  if (answer?.status === 401) return null;
  return answer?.ok ? ((await read(answer)).id as string | undefined) : undefined;
}

async function sendOne(waiting: Waiting): Promise<Outcome["ended"]> {
  const answer = await ask(waiting.call);
  if (!answer || answer.status >= 500 || AGAIN_LATER.includes(answer.status)) return "later";
  if (answer.status === 401) return "signed-out";
  if (answer.ok) return done(waiting);
  const { type = "", detail = "", errors } = (await read(answer)) as Problem;
  const refused: Refusal = { code: type.replace(/^.*:/, ""), detail: errors?.[0]?.detail ?? detail };
  if (isThere(waiting, refused)) return done(waiting);
  await queue.change(waiting.key!, { refused });
  return "done";
}

async function done(waiting: Waiting): Promise<"done"> {
  await queue.remove(waiting.key!);
  return "done";
}

/**
 * Tells whether a refusal says that the deed had arrived before: its id, which nothing else can have, was used by
 * the form whose answer was lost; or the entry that is to go is gone.
 */
function isThere({ deed }: Waiting, { code }: Refusal): boolean {
  return code === "id_reused" || (deed.kind === "delete" && code === "not_found");
}

/** Asks the server; undefined when no answer comes, or one that is not Headway's, as of a hotel's sign-in page. */
async function ask({ method, path, body }: Omit<Call, "method"> & { method: string }): Promise<Response | undefined> {
  try {
    const answer = await fetch(`/api/v1${path}`, {
      method,
      credentials: "same-origin",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(PATIENCE),
    });
    const isOurs = answer.status === 204 || JSON_TYPE.test(answer.headers.get("Content-Type") ?? "");
    return isOurs ? answer : undefined;
  } catch {
    return undefined;
  }
}

async function read(answer: Response): Promise<Record<string, unknown>> {
  return answer.json().catch(() => ({}));
}
