"""Every address of the pages: what is shown there, and what its forms do."""

from headway.web.pages import completions, entries, making, sessions, today, users
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
    form("/goals/{id}/entries", entries.add, today.again),
    form("/goals/{id}/entries/{entry}/delete", entries.delete),
    form("/goals/{id}/reset", entries.reset, today.again),
    # -- making and changing things
    page("/new", making.choose),
    page("/habits/new", making.habits.new),
    form("/habits/new", making.habits.create, making.habits.create_again),
    form("/habits/preview", making.habits.preview),
    page("/habits/{id}/edit", making.habits.change),
    form("/habits/{id}/edit", making.habits.edit, making.habits.edit_again),
    page("/goals/new", making.goals.new),
    form("/goals/new", making.goals.create, making.goals.create_again),
    page("/goals/{id}/edit", making.goals.change),
    form("/goals/{id}/edit", making.goals.edit, making.goals.edit_again),
)
