"""Rendering: templates with words, days and numbers of one language, and the looks that a browser has chosen."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from uuid_utils.compat import uuid7

from headway.domain.days import zones
from headway.web import files
from headway.web.pacing import Pacing
from headway.web.sentences import Sentences
from headway.web.words import LANGUAGES, Words

_TEMPLATES = Path(__file__).parent / "templates"


BARE: Mapping[str, Any] = {
    "said": None,
    "refused": None,
    "appearance": None,
    "path": "",
    "signed_in": False,
    "user": None,
}
"""What stands in the frame around a page that is the same for everybody."""


def render(template: str, words: Words, values: Mapping[str, Any]) -> bytes:
    """Write a page."""
    given = {"words": words, "sentences": Sentences(words), "pacing": Pacing(words), **BARE, **values}
    return environment(words.language).get_template(template).render(given).encode()


def part(template: str, name: str, words: Words, values: Mapping[str, Any], one: object) -> str:
    """Write a part of a page: what the macro `name` of a template makes of one thing."""
    given = {"words": words, "sentences": Sentences(words), "pacing": Pacing(words), **values}
    module = environment(words.language).get_template(template).make_module(given)
    return str(getattr(module, name)(one))


@cache
def environment(language: str) -> Environment:
    """Make what templates stand in, for a language."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    translations = Words(language, _any_locale(language)).translations
    made.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined] # the extension's
    made.globals |= {"asset": files.address, "new_id": uuid7, "LANGUAGES": LANGUAGES, "ZONES": zones()}
    return made


def _any_locale(language: str) -> Any:
    from babel import Locale  # noqa: PLC0415 -- with the first page

    return Locale(language)
