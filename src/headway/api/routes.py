"""The routes: the one table that the router and the contract are made of."""

from headway.api.handlers import (
    categories,
    completions,
    counters,
    entries,
    goals,
    habits,
    imports,
    insights,
    patterns,
    pauses,
    phases,
    sessions,
    strength,
    system,
    today,
    tokens,
    users,
)
from headway.api.route import Route, Who
from headway.api.wire import categories as category
from headway.api.wire import completions as completion
from headway.api.wire import counters as counter
from headway.api.wire import entries as entry
from headway.api.wire import goals as goal
from headway.api.wire import habits as habit
from headway.api.wire import imports as transfer
from headway.api.wire import insights as insight
from headway.api.wire import order
from headway.api.wire import patterns as pattern
from headway.api.wire import pauses as pause
from headway.api.wire import phases as phase
from headway.api.wire import sessions as session
from headway.api.wire import strength as firmness
from headway.api.wire import system as server
from headway.api.wire import today as day
from headway.api.wire import tokens as token
from headway.api.wire import users as user
from headway.api.wire.members import ListQuery
from headway.domain.errors import Code
from headway.edge.problems import SCHEMA_OUTDATED

ANYONE, READER, WRITER, EITHER = Who.ANYONE, Who.READER, Who.WRITER, Who.PASSWORD_OR_SESSION
NOTHING = {204: None}
PASSWORD = (Code.TOO_MANY_ATTEMPTS, Code.BUSY)
"""What can happen wherever a password is looked at."""
ENTRIES = (Code.GOAL_ARCHIVED, Code.GOAL_COMPLETED)


def _made(shape: object) -> dict[int, object]:
    """Answer 201 for what was created, and 200 when the same request had created it before."""
    return {201: shape, 200: shape}


# A table reads by its rows.
# fmt: off
ROUTES = (
    # users
    Route(
        "POST", "/users", users.sign_up, "Make an account, and sign in", ANYONE, {201: user.User}, user.NewUser,
        problems=(Code.SIGNUP_CLOSED, Code.EMAIL_TAKEN, *PASSWORD), cookie=True,
    ),
    Route("GET", "/me", users.show, "Show the account", READER, {200: user.User}),
    Route(
        "PATCH", "/me", users.edit, "Change the account", WRITER, {200: user.User}, user.UserChanges,
        problems=(Code.EMAIL_TAKEN, *PASSWORD), conditional=True,
    ),
    Route(
        "PUT", "/me/password", users.change_password, "Replace the password, and end all other sessions", WRITER,
        NOTHING, user.NewPassword, problems=PASSWORD,
    ),
    Route(
        "POST", "/me/delete", users.delete, "Delete the account and everything in it, for good", WRITER, NOTHING,
        user.Farewell, problems=PASSWORD, cookie=True,
    ),
    # sessions and tokens
    Route(
        "POST", "/sessions", sessions.sign_in, "Sign in", ANYONE, {201: session.Session}, session.NewSession,
        problems=(Code.WRONG_CREDENTIALS, *PASSWORD), cookie=True,
    ),
    Route(
        "GET", "/sessions", sessions.index, "List the sessions", READER, {200: session.Sessions}, query=ListQuery,
    ),
    Route(
        "DELETE", "/sessions/current", sessions.remove_current, "Sign out", WRITER, NOTHING,
        problems=(Code.NOT_FOUND,), cookie=True,
    ),
    Route("DELETE", "/sessions/{id}", sessions.remove, "End a session", WRITER, NOTHING),
    Route(
        "POST", "/tokens", tokens.mint, "Make a token", EITHER, {201: token.MintedToken}, token.NewToken,
        problems=(Code.WRONG_CREDENTIALS, *PASSWORD),
    ),
    Route("GET", "/tokens", tokens.index, "List the tokens", READER, {200: token.Tokens}, query=ListQuery),
    Route("DELETE", "/tokens/{id}", tokens.remove, "Revoke a token", WRITER, NOTHING),
    # categories
    Route(
        "GET", "/categories", categories.index, "List the categories, with how much belongs to each", READER,
        {200: category.Categories}, query=ListQuery,
    ),
    Route(
        "POST", "/categories", categories.create, "Make a category", WRITER, _made(category.Category),
        category.NewCategory, problems=(Code.NAME_TAKEN,),
    ),
    Route("GET", "/categories/{id}", categories.show, "Show a category", READER, {200: category.Category}),
    Route(
        "PATCH", "/categories/{id}", categories.edit, "Change a category", WRITER, {200: category.Category},
        category.CategoryChanges, problems=(Code.NAME_TAKEN,), conditional=True,
    ),
    Route(
        "DELETE", "/categories/{id}", categories.remove, "Remove a category; what belonged to it stays", WRITER,
        NOTHING,
    ),
    # goals
    Route(
        "GET", "/goals", goals.index, "List the goals, each with its category and latest entry", READER,
        {200: goal.Goals}, query=goal.GoalsQuery,
    ),
    Route("POST", "/goals", goals.create, "Make a goal or a counter", WRITER, _made(goal.Goal), goal.NewGoal),
    Route(
        "PUT", "/goals/order", goals.arrange, "Let goals change places; those not named keep theirs", WRITER,
        NOTHING, order.Order,
    ),
    Route("GET", "/goals/{id}", goals.show, "Show a goal", READER, {200: goal.Goal}),
    Route(
        "PATCH", "/goals/{id}", goals.edit, "Change a goal", WRITER, {200: goal.Goal}, goal.GoalChanges,
        problems=(Code.GOAL_COMPLETED,), conditional=True,
    ),
    Route(
        "DELETE", "/goals/{id}", goals.remove, "Delete a goal; for ten minutes it can be brought back", WRITER,
        NOTHING, conditional=True,
    ),
    Route(
        "POST", "/goals/{id}/undelete", goals.undelete, "Bring back a goal that was just deleted", WRITER,
        {200: goal.Goal},
    ),
    Route("POST", "/goals/{id}/complete", goals.complete, "Complete a counter", WRITER, {200: goal.Goal}),
    Route("POST", "/goals/{id}/reopen", goals.reopen, "Reopen a counter", WRITER, {200: goal.Goal}),
    Route(
        "POST", "/goals/{id}/reset", goals.reset, "Take a goal back to zero", WRITER, _made(entry.Entry),
        goal.Reset, problems=ENTRIES,
    ),
    Route(
        "POST", "/goals/{id}/slip", counters.slip, "Record a slip of a counter, which counts on", WRITER,
        _made(entry.Entry), counter.Slip, problems=ENTRIES,
    ),
    Route(
        "GET", "/goals/{id}/runs", counters.runs, "Tell how a counter has run between its resets", READER,
        {200: counter.Runs}, query=ListQuery,
    ),
    Route("POST", "/goals/{id}/archive", goals.archive, "Put a goal away", WRITER, {200: goal.Goal}),
    Route(
        "POST", "/goals/{id}/restore", goals.restore, "Bring a goal back from the archive", WRITER,
        {200: goal.Goal},
    ),
    # progress entries
    Route(
        "GET", "/goals/{id}/entries", entries.index, "List a goal's entries, the newest first", READER,
        {200: entry.Entries}, query=ListQuery,
    ),
    Route(
        "POST", "/goals/{id}/entries", entries.add, "Record progress; null when the total is there already", WRITER,
        {201: entry.Entry, 200: entry.Entry | None}, entry.NewEntry, problems=ENTRIES,
    ),
    Route("GET", "/goals/{id}/entries/{entryId}", entries.show, "Show an entry", READER, {200: entry.Entry}),
    Route(
        "PATCH", "/goals/{id}/entries/{entryId}", entries.edit, "Change an entry", WRITER, {200: entry.Entry},
        entry.EntryChanges, problems=(Code.GOAL_COMPLETED,), conditional=True,
    ),
    Route(
        "DELETE", "/goals/{id}/entries/{entryId}", entries.remove, "Take an entry back", WRITER, NOTHING,
        problems=(Code.GOAL_COMPLETED,), conditional=True,
    ),
    # habits
    Route("GET", "/habits", habits.index, "List the habits", READER, {200: habit.Habits}, query=habit.HabitsQuery),
    Route("POST", "/habits", habits.create, "Make a habit", WRITER, _made(habit.Habit), habit.NewHabit),
    Route(
        "PUT", "/habits/order", habits.arrange, "Let habits change places; those not named keep theirs", WRITER,
        NOTHING, order.Order,
    ),
    Route(
        "GET", "/habits/{id}", habits.show, "Show a habit with its last completions", READER,
        {200: habit.FullHabit}, query=habit.HabitQuery,
    ),
    Route(
        "PATCH", "/habits/{id}", habits.edit, "Change a habit", WRITER, {200: habit.Habit}, habit.HabitChanges,
        conditional=True,
    ),
    Route(
        "DELETE", "/habits/{id}", habits.remove, "Delete a habit; for ten minutes it can be brought back", WRITER,
        NOTHING, conditional=True,
    ),
    Route(
        "POST", "/habits/{id}/undelete", habits.undelete, "Bring back a habit that was just deleted", WRITER,
        {200: habit.Habit},
    ),
    Route("POST", "/habits/{id}/archive", habits.archive, "Put a habit away", WRITER, {200: habit.Habit}),
    Route(
        "POST", "/habits/{id}/restore", habits.restore, "Bring a habit back from the archive", WRITER,
        {200: habit.Habit},
    ),
    # phases
    Route(
        "GET", "/habits/{id}/phases", phases.index, "Show since when a habit asks for what", READER,
        {200: phase.Phases},
    ),
    Route(
        "PUT", "/habits/{id}/phases", phases.put, "Tell since when a habit asks for what", WRITER,
        {200: phase.Phases}, phase.PhasesPut, conditional=True,
    ),
    # strength and patterns
    Route(
        "GET", "/habits/{id}/strength", strength.show, "Show how strong a habit is, and was on each day", READER,
        {200: firmness.Strength}, query=firmness.StrengthQuery,
    ),
    Route(
        "GET", "/habits/{id}/patterns", patterns.show, "Show on which weekdays and at which hours a habit is done",
        READER, {200: pattern.Patterns},
    ),
    # completions
    Route(
        "GET", "/habits/{id}/completions", completions.index, "List a habit's completions, the newest first",
        READER, {200: completion.Completions}, query=completion.CompletionsQuery,
    ),
    Route(
        "POST", "/habits/{id}/completions", completions.add, "Record that a habit was done, once", WRITER,
        _made(completion.Completion), completion.NewCompletion,
        problems=(Code.COMPLETION_EXISTS, Code.HABIT_ARCHIVED),
    ),
    Route(
        "PUT", "/habits/{id}/completions/{date}", completions.record, "Have a habit done on a day", WRITER,
        _made(completion.Completion), completion.CompletionPut,
        problems=(Code.COMPLETION_EXISTS, Code.HABIT_ARCHIVED),
    ),
    Route(
        "DELETE", "/habits/{id}/completions/{date}", completions.remove, "Have a habit not done on a day", WRITER,
        NOTHING,
    ),
    Route(
        "PUT", "/habits/{id}/completions/{date}/{time}", completions.record, "Have a habit done at a time", WRITER,
        _made(completion.Completion), completion.CompletionPut,
        problems=(Code.COMPLETION_EXISTS, Code.HABIT_ARCHIVED),
    ),
    Route(
        "DELETE", "/habits/{id}/completions/{date}/{time}", completions.remove, "Have a habit not done at a time",
        WRITER, NOTHING,
    ),
    # pauses
    Route(
        "GET", "/pauses", pauses.index, "List the pauses, the newest first", READER, {200: pause.Pauses},
        query=pause.PausesQuery,
    ),
    Route(
        "POST", "/pauses", pauses.create, "Make a pause; one day for one habit skips it", WRITER,
        _made(pause.Pause), pause.NewPause, problems=(Code.SKIPS_USED_UP,),
    ),
    Route("GET", "/pauses/{id}", pauses.show, "Show a pause", READER, {200: pause.Pause}),
    Route(
        "PATCH", "/pauses/{id}", pauses.edit, "Change a pause", WRITER, {200: pause.Pause}, pause.PauseChanges,
        problems=(Code.SKIPS_USED_UP,), conditional=True,
    ),
    Route("DELETE", "/pauses/{id}", pauses.remove, "Take a pause back", WRITER, NOTHING, conditional=True),
    # files of other trackers
    Route(
        "POST", "/imports", imports.apply, "Bring in a full backup of Loop Habit Tracker, or tell what it would do",
        WRITER, {200: transfer.ImportReport}, query=transfer.ImportQuery, problems=(Code.BUSY,),
        file_bytes=imports.MOST_BYTES,
    ),
    # the day
    Route(
        "GET", "/today", today.show, "Show a day: what it asks for, and what was done", READER, {200: day.Today},
        query=day.TodayQuery,
    ),
    Route(
        "GET", "/insights", insights.show, "Look back on a week, a month, a quarter, a year, or any days", READER,
        {200: insight.Insights}, query=insight.InsightsQuery,
    ),
    # the server
    Route("GET", "/openapi.json", system.contract, "Show this contract", ANYONE, {200: dict}),
    Route("GET", "/healthz", system.health, "Tell that the server runs", ANYONE, {200: server.Health}, base=""),
    Route(
        "GET", "/readyz", system.readiness, "Tell whether the server can work", ANYONE, {200: server.Readiness},
        problems=(SCHEMA_OUTDATED,), base="",
    ),
)
# fmt: on
