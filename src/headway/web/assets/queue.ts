/** The queue: what was done while the server could not be reached, kept in this browser until it has been sent. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** A call of the interface for programs, which may be repeated without harm. */
export interface Call {
  method: "DELETE" | "POST" | "PUT";
  path: string;
  body?: Record<string, unknown>;
}

/** What was done, to be shown until it is sent. `item` is a habit's id, or a goal's. */
export interface Deed {
  kind: "delete" | "entry" | "reset" | "skip" | "slip" | "tick" | "unskip" | "untick";
  item: string;
  title: string;
  day: string;
  /** The id of the completion or the entry. */
  id?: string;
  time?: string | null;
  value?: number;
  total?: number;
  /** How much of a habit's target a tick adds. */
  amount?: number;
}

export interface Refusal {
  code: string;
  detail: string;
}

/** A deed that waits, of the account it was done in. Once `tried`, the server may have it without our knowing. */
export interface Waiting {
  key?: number;
  user: string;
  call: Call;
  deed: Deed;
  tried: boolean;
  refused?: Refusal;
}

interface Kept extends DBSchema {
  queue: { key: number; value: Waiting };
  facts: { key: string; value: string };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

function database(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>("headway", 1, {
    upgrade(made) {
      made.createObjectStore("queue", { keyPath: "key", autoIncrement: true });
      made.createObjectStore("facts");
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

/** Lists what waits, in order: of one account, or of all. */
export async function all(user?: string): Promise<Waiting[]> {
  const waiting = await (await database()).getAll("queue");
  return waiting.filter((one) => user === undefined || one.user === user);
}

export async function add(waiting: Waiting): Promise<void> {
  await (await database()).add("queue", waiting);
}

/** Takes one out, unless its sending has begun meanwhile; tells whether it was taken. */
export async function takeOut(key: number): Promise<boolean> {
  const tx = (await database()).transaction("queue", "readwrite");
  const untried = (await tx.store.get(key))?.tried === false;
  if (untried) await tx.store.delete(key);
  await tx.done;
  return untried;
}

export async function remove(key: number): Promise<void> {
  await (await database()).delete("queue", key);
}

/** Changes one that is still there, and gives it as it is then. */
export async function change(key: number, changes: Partial<Waiting>): Promise<Waiting | undefined> {
  const tx = (await database()).transaction("queue", "readwrite");
  const kept = await tx.store.get(key);
  const changed = kept && { ...kept, ...changes };
  if (changed) await tx.store.put(changed);
  await tx.done;
  return changed;
}

/** Whose pages are kept in this browser. */
export async function owner(): Promise<string | undefined> {
  return (await database()).get("facts", "owner");
}

export async function setOwner(user: string): Promise<void> {
  await (await database()).put("facts", user, "owner");
}

export async function clear(): Promise<void> {
  const tx = (await database()).transaction(["queue", "facts"], "readwrite");
  await Promise.all([tx.objectStore("queue").clear(), tx.objectStore("facts").clear(), tx.done]);
}
