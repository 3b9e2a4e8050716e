"""Words: every text of the pages in a language, with days, numbers and lists as people there write them.

The catalogues are in `locales/`, a folder a language; English stands in the code itself.
"""

import gettext
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property, lru_cache
from io import BytesIO
from math import ceil
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_interval, format_skeleton, format_time, match_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import NumberFormatError, format_decimal, format_percent, parse_decimal

from headway.domain.amounts import rounded
from headway.domain.errors import Broken, HeadwayError, LimitedError

_LOCALES = Path(__file__).parent / "locales"
SOURCE = "en"
LANGUAGES = (SOURCE, *sorted(path.parent.name for path in _LOCALES.glob("*/headway.po")))
"""The languages that there are words in."""

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2})?")
_PLACE = re.compile(r"\\{\d\\}")
_NUMBER = re.compile(r"[+-]?[\d.,'\u2019\u00a0\u202f ]*\d", re.ASCII)
_MOST_TAGS = 20
_MINUTE = 60


def later(message: str) -> str:
    """Mark a text for the catalogues that is said in another place than where it stands."""
    return message


@dataclass(frozen=True)
class Words:
    """All words in a language, as it is written in some country."""

    language: str
    locale: Locale

    @property
    def tag(self) -> str:
        """The language tag that the page declares (BCP 47)."""
        return str(self.locale).replace("_", "-")

    @property
    def direction(self) -> str:
        """Whether it is written from the left or from the right: ltr or rtl."""
        return str(self.locale.text_direction)

    @property
    def translations(self) -> gettext.NullTranslations:
        """What texts become."""
        return _translations(self.language)

    def gettext(self, message: str, /, **given: object) -> str:
        """Say a text; `given` fills its places."""
        return self.translations.gettext(message) % given if given else self.translations.gettext(message)

    def ngettext(self, one: str, many: str, number: int, /, **given: object) -> str:
        """Say a text for a number of things; its places are `num` and what is `given`."""
        said = self.translations.ngettext(one, many, number)
        return said % {"num": self.number(number), **given}

    def pgettext(self, context: str, message: str) -> str:
        """Say a text that means different things in different places."""
        return self.translations.pgettext(context, message)

    # -- days and times

    def day(self, day: date, form: str = "medium") -> str:
        """Say a day: full, long, medium, short, or by the parts that are wanted (a skeleton such as MMMd)."""
        return _day(self.locale, day, form)

    def span(self, first: date, last: date, form: str = "yMMMd") -> str:
        """Say a span of days as short as people do, by a skeleton such as MMMd."""
        return _tidy(format_interval(first, last, form, locale=self.locale)).replace(" ", "\N{NO-BREAK SPACE}")

    def time(self, at: time) -> str:
        """Say a time of day, to the minute."""
        return _tidy(format_time(datetime.combine(date.min, at), "short", locale=self.locale))

    def hour(self, hour: int) -> str:
        """Name an hour of the day as briefly as people here do."""
        skeleton = "H" if "H" in str(self.locale.time_formats["short"].pattern) else "h"
        return _tidy(format_skeleton(skeleton, datetime.combine(date.min, time(hour)), locale=self.locale))

    def moment(self, at: datetime, zone: str) -> str:
        """Say a moment as clocks in a zone show it."""
        return _tidy(format_datetime(at, "medium", ZoneInfo(zone), self.locale))

    def weekday(self, number: int, width: str = "abbreviated") -> str:
        """Name a weekday, 0 is Monday: wide, abbreviated or narrow."""
        return str(self.locale.days["stand-alone"][width][number])

    def month(self, number: int, width: str = "wide") -> str:
        """Name a month, 1 is January: wide or abbreviated."""
        return str(self.locale.months["stand-alone"][width][number])

    # -- numbers

    def number(self, number: Decimal | int) -> str:
        """Say a number: without decimals when it is whole, else with two."""
        return _number(self.locale, number)

    def rounded(self, number: Fraction) -> str:
        """Say what was worked out from amounts: without decimals when it is whole, else rounded to two."""
        return self.number(rounded(number))

    def plain(self, number: Decimal) -> str:
        """Say a number without needless decimals: 1.5."""
        return format_decimal(number, "#,##0.##", self.locale)

    def typed(self, number: Decimal) -> str:
        """Write a number as one would type it into a field."""
        shown = number.to_integral_value() if number == int(number) else number
        return format_decimal(shown, locale=self.locale, group_separator=False)

    def percent(self, share: float) -> str:
        """Say a share of 1 in whole percents."""
        return format_percent(share, locale=self.locale)

    def read_number(self, text: str) -> Decimal:
        """Read a number as people here write it, and also as programs do: 1,250.50 and 1250.50.

        No amount has more than two decimals: where a point parts thousands, 1.250 has none.

        Raises ValueError when it is neither.
        """
        plain = text.strip().replace("\N{MINUS SIGN}", "-")
        if re.fullmatch(r"[+-]?\d+(\.\d{1,2})?", plain, re.ASCII):
            return Decimal(plain)
        if not _NUMBER.fullmatch(plain):
            raise ValueError(text)
        try:
            return parse_decimal(plain, self.locale, strict=True)
        except (NumberFormatError, InvalidOperation) as error:
            raise ValueError(text) from error

    def listed(self, words: Iterable[str]) -> str:
        """Join words as in a sentence."""
        return str(format_list([*words], locale=self.locale))

    # -- what was refused

    def broken(self, rule: Broken) -> str:
        """Say what would be right."""
        return self.detail(rule.detail)

    def refusal(self, error: HeadwayError) -> str:
        """Say why something was refused."""
        if isinstance(error, LimitedError):
            minutes = ceil(error.retry_after / _MINUTE)
            return self.ngettext(
                "That was tried too often. Try again in a minute.",
                "That was tried too often. Try again in %(num)s minutes.",
                minutes,
            )
        return self.detail(error.detail)

    def detail(self, sentence: str) -> str:
        """Say a sentence of the rules, whose numbers and names are put in their places."""
        said = self.translations.gettext(sentence)
        if said != sentence:
            return said
        for pattern, message in self._details:
            found = pattern.fullmatch(sentence)
            if found:
                return self.translations.gettext(message).format(*found.groups())
        return sentence

    @cached_property
    def _details(self) -> list[tuple[re.Pattern[str], str]]:
        return _details(self.language)


@lru_cache(maxsize=8000)
def _day(locale: Locale, day: date, form: str) -> str:
    if form in {"full", "long", "medium", "short"}:
        return format_date(day, form, locale)
    return _tidy(format_date(day, _pattern(locale, form), locale))


@lru_cache
def _pattern(locale: Locale, skeleton: str) -> str:
    """Find how a locale puts the parts of a skeleton together; it may keep that with shorter weekdays only."""
    skeletons = locale.datetime_skeletons
    pattern = str(skeletons[match_skeleton(skeleton, skeletons)].pattern)
    return re.sub("E+", "EEEE", pattern) if "EEEE" in skeleton else pattern


@lru_cache(maxsize=2000)
def _number(locale: Locale, number: Decimal | int) -> str:
    return format_decimal(number, None if number == int(number) else "#,##0.00", locale)


def _tidy(text: str) -> str:
    return text.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}").replace(
        "\N{THIN SPACE}", "\N{NO-BREAK SPACE}"
    )


@lru_cache
def _translations(language: str) -> gettext.NullTranslations:
    if language == SOURCE:
        return gettext.NullTranslations()
    with (_LOCALES / language / "headway.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    packed = BytesIO()
    write_mo(packed, catalogue)
    packed.seek(0)
    return gettext.GNUTranslations(packed)


@lru_cache
def _details(language: str) -> list[tuple[re.Pattern[str], str]]:
    """List the sentences of the rules that have places, with what finds what stands in them.

    The longest come first, and last those that begin with a place, which would take others' beginnings for it.
    """
    if language == SOURCE:
        return []
    with (_LOCALES / language / "headway.po").open("rb") as file:
        messages = [one.id for one in read_po(file, locale=language) if isinstance(one.id, str) and "{0}" in one.id]
    patterns = [(re.compile(_PLACE.sub("(.+)", re.escape(one)), re.DOTALL), one) for one in messages]
    return sorted(patterns, key=lambda pair: (pair[1].startswith("{"), -len(pair[1])))


@lru_cache(maxsize=200)
def words_for(accepted: str, chosen: str | None) -> Words:
    """Find the words for a browser: the language it chose here, or else the first it accepts that there is.

    `accepted` is its header Accept-Language. Days and numbers are written as in the country it names.
    """
    tags = [part.partition(";")[0].strip() for part in accepted.split(",")][:_MOST_TAGS]
    locales = [locale for locale in map(_locale, tags) if locale is not None and locale.language in LANGUAGES]
    if chosen in LANGUAGES:
        locales = [locale for locale in locales if locale.language == chosen] or [Locale(chosen)]
    locale = locales[0] if locales else Locale(SOURCE)
    return Words(locale.language, locale)


def own_name(language: str) -> str:
    """Name a language as those who speak it do.

    >>> own_name("de")
    'Deutsch'
    """
    name = Locale(language).get_display_name() or language
    return name[:1].upper() + name[1:]


def _locale(tag: str) -> Locale | None:
    if not _TAG.fullmatch(tag):
        return None
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
