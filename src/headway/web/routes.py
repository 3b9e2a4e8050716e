"""Every address of the pages: what is shown there, and what its forms do."""

from headway.web.pages import completions, entries, goals, sessions, today, users
from headway.web.route import Route, form, page

ROUTES: tuple[Route, ...] = (
    # -- who is there
    page("/welcome", users.welcome, anyone=True),
    form("/welcome", users.sign_up, users.welcome_again, anyone=True, short=False),
    page("/sign-in", sessions.show, anyone=True),
    form("/sign-in", sessions.sign_in, sessions.again, anyone=True, short=False),
    form("/sign-out", sessions.sign_out),
    # -- the day
    page("/", today.show),
    page("/today/{day}", today.show_day),
    form("/habits/{id}/completions/{day}", completions.record),
    form("/habits/{id}/completions/{day}/undo", completions.undo),
    # -- goals and counters
    page("/goals", goals.show_all),
    page("/goals/{id}", goals.show),
    form("/goals/{id}/entries", entries.add, entries.again),
    form("/goals/{id}/entries/{entry}", entries.edit, entries.edit_again),
    form("/goals/{id}/entries/{entry}/delete", entries.delete),
    form("/goals/{id}/reset", entries.reset, entries.again),
    form("/goals/{id}/complete", goals.complete),
    form("/goals/{id}/reopen", goals.reopen),
    form("/goals/{id}/archive", goals.archive),
    form("/goals/{id}/restore", goals.restore),
    form("/goals/{id}/delete", goals.delete),
    form("/goals/{id}/undelete", goals.undelete),
)
