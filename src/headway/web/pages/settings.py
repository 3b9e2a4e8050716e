"""More places to go, the list of settings, and how Headway looks and speaks on this device."""

from headway.web.call import Call, Elsewhere, Page
from headway.web.frame import APPEARANCE, APPEARANCES, LANGUAGE, looks_of
from headway.web.said import Deed, Said
from headway.web.words import LANGUAGES, own_name


def more(call: Call) -> Page:
    """Show where else one can go."""
    with call.scope() as scope:
        return Page("more.html", {"user": scope.user})


def show(call: Call) -> Page:
    """List the settings, each with what it says now."""
    looks = looks_of(call.request)
    with call.scope() as scope:
        values = {"user": scope.user, "today": scope.today}
    language = own_name(looks.language) if looks.language in LANGUAGES else None
    return Page("settings.html", {**values, "language": language})


def appearance(call: Call) -> Page:
    """Show how Headway looks and speaks on this device."""
    looks = looks_of(call.request)
    with call.scope():
        pass
    chosen = {"look": looks.appearance or "", "language": looks.language or ""}
    names = [(one, own_name(one)) for one in LANGUAGES]
    return Page("appearance.html", {"chosen": chosen, "languages": names})


def change_appearance(call: Call) -> Elsewhere:
    """Keep on this device how Headway looks and speaks there; what is left to the browser is forgotten."""
    look, language = call.form.text("look"), call.form.text("language")
    with call.scope():
        pass
    cookies = {
        APPEARANCE: look if look in APPEARANCES else "",
        LANGUAGE: language if language in LANGUAGES else "",
    }
    return Elsewhere("/settings", Said(Deed.SETTLED), cookies={name: kept or "" for name, kept in cookies.items()})
