"""Every address of the pages: what is shown there, and what its forms do."""

from headway.web.pages import (
    categories,
    completions,
    entries,
    offline,
    order,
    sessions,
    settings,
    today,
    tokens,
    users,
)
from headway.web.route import Route, form, page

ROUTES: tuple[Route, ...] = (
    # -- who is there
    page("/welcome", users.welcome, anyone=True),
    form("/welcome", users.sign_up, users.welcome_again, anyone=True, short=False),
    page("/sign-in", sessions.show, anyone=True),
    form("/sign-in", sessions.sign_in, sessions.again, anyone=True, short=False),
    form("/sign-out", sessions.sign_out),
    page("/offline", offline.show, anyone=True),
    # -- the day
    page("/", today.show),
    page("/today/{day}", today.show_day),
    form("/habits/{id}/completions/{day}", completions.record),
    form("/habits/{id}/completions/{day}/undo", completions.undo),
    form("/goals/{id}/entries", entries.add, today.again),
    form("/goals/{id}/entries/{entry}/delete", entries.delete),
    form("/goals/{id}/reset", entries.reset, today.again),
    # -- areas of life, and what comes first
    page("/categories", categories.index),
    form("/categories", categories.create, categories.index_again),
    page("/categories/{id}", categories.show),
    form("/categories/{id}", categories.edit, categories.show_again),
    form("/categories/{id}/delete", categories.delete),
    page("/order", order.show),
    form("/order/habits", order.arrange_habits),
    form("/order/goals", order.arrange_goals),
    # -- more places, and settings
    page("/more", settings.more),
    page("/settings", settings.show),
    page("/settings/account", users.account),
    form("/settings/account", users.change_email, users.account_again, short=False),
    page("/settings/days", users.days),
    form("/settings/days", users.change_days, users.days_again),
    page("/settings/appearance", settings.appearance),
    form("/settings/appearance", settings.change_appearance),
    page("/settings/password", users.password),
    form("/settings/password", users.change_password, users.password_again, short=False),
    page("/settings/sessions", sessions.index),
    form("/settings/sessions/{id}/end", sessions.end),
    page("/settings/tokens", tokens.index),
    form("/settings/tokens", tokens.mint, tokens.again),
    form("/settings/tokens/{id}/revoke", tokens.revoke),
    page("/settings/delete", users.farewell),
    form("/settings/delete", users.delete, users.farewell_again, short=False),
)
