// What a program does with the client that a generator made of the contract. That it compiles is half of the test.

import {
  completionsRecord,
  goalsCreate,
  goalsShow,
  habitsCreate,
  todayShow,
  tokensMint,
  usersSignUp,
  type Goal,
  type Habit,
  type NewGoal,
  type NewHabit,
} from "./client";
import { client } from "./client/client.gen";

declare const process: { argv: string[] };

// The type beside it decides what a goal or a habit has.

function target(goal: Goal): number | null {
  return goal.goalType === "TARGET_BASED" ? (goal.targetValue satisfies number) : (goal.targetValue satisfies null);
}

function told(habit: Habit): string {
  switch (habit.frequencyType) {
    case "DAILY":
      return habit.frequencyConfig.allowMultiplePerDay ? "several times a day" : "every day";
    case "WEEKLY":
      return `${habit.frequencyConfig.timesPerWeek satisfies number} times a week`;
    case "MONTHLY":
      return `${habit.frequencyConfig.timesPerMonth satisfies number} times a month`;
    case "CUSTOM_INTERVAL":
      return `every ${habit.frequencyConfig.intervalDays satisfies number} days`;
    case "ADVANCED":
      return habit.frequencyConfig.pattern === "RRULE" ? habit.frequencyConfig.rules.rrule : "by a pattern";
  }
}

// @ts-expect-error a weekly habit needs what is weekly
export const mismatched: NewHabit = { title: "x", frequencyType: "WEEKLY", frequencyConfig: { timesPerMonth: 1 } };
// @ts-expect-error only a goal with a target has one
export const aimless: NewGoal = { goalType: "CONTINUOUS_COUNTER", title: "x", unit: "x", targetValue: 1 };
// @ts-expect-error a goal says which kind it is
export const untold: NewGoal = { title: "x", unit: "x", targetValue: 1, deadline: "2099-12-31" };

async function visit(server: string): Promise<object> {
  client.setConfig({ baseUrl: server });
  const account = { email: "ada@example.org", password: "correct horse battery" };
  const origin = { headers: { Origin: server } };
  const { data: ada } = await usersSignUp({ body: { ...account, timezone: "Europe/Berlin" }, ...origin });
  const minted = await tokensMint({ body: { name: "a program", scopes: ["read", "write"], ...account } });
  client.setConfig({ auth: minted.data?.token });

  const { data: habit } = await habitsCreate({
    body: { title: "Read", frequencyType: "WEEKLY", frequencyConfig: { timesPerWeek: 3 } },
  });
  const { data: today } = await todayShow();
  if (!ada || !habit || !today) throw new Error("refused");
  const path = { id: habit.id, date: today.today };
  const recorded = await completionsRecord({ path, body: { note: "two chapters" } });
  const again = await completionsRecord({ path });
  const { data: after } = await todayShow();

  const { data: goal } = await goalsCreate({
    body: { goalType: "TARGET_BASED", title: "Save", unit: "EUR", targetValue: 5000.5, deadline: "2099-12-31" },
  });
  const { data: counter } = await goalsCreate({
    body: { goalType: "CONTINUOUS_COUNTER", title: "Books", unit: "books" },
  });
  if (!goal || !counter) throw new Error("refused");

  const nowhere = await goalsShow({ path: { id: habit.id } });
  const wrong = await habitsCreate({
    body: { title: " ", frequencyType: "WEEKLY", frequencyConfig: { timesPerWeek: 3 } },
  });
  return {
    zone: ada.timezone,
    statuses: [recorded, again, nowhere, wrong].map((answer) => answer.response?.status),
    done: after?.habits.map((one) => [one.title, one.done, one.state, one.completions[0]?.note]),
    targets: [target(goal), target(counter)],
    told: told(habit),
    missing: nowhere.error?.type satisfies "urn:headway:problem:not_found" | string | undefined,
    broken: wrong.error?.errors?.map((one) => [one.pointer, one.code]),
  };
}

visit(process.argv[2]!).then((seen) => console.log(JSON.stringify(seen)));
