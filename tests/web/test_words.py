"""Words: every text of the pages in every language, days and numbers as people there write them."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.web.words import LANGUAGES, SOURCE, words_for
from tests.web import catalogues

_PLACES = re.compile(r"%\(\w+\)s|\{\d\}|</?\w+>|%%")
OTHERS = catalogues.languages()


def test_there_is_a_second_language():
    assert OTHERS
    assert set(LANGUAGES) == {SOURCE, *OTHERS}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_says_everything_and_nothing_else(language: str):
    wanted = {(one.context, one.id) for one in catalogues.template() if one.id}
    kept = catalogues.load(language)
    said = {(one.context, one.id): one for one in kept if one.id}
    assert wanted - said.keys() == set()
    assert said.keys() - wanted == set()
    assert [one.id for one in said.values() if one.fuzzy] == []
    untold = [one.id for one in said.values() if not all(catalogues.said(one))]
    assert untold == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_stands_in_a_text_stands_in_it_in_every_language(language: str):
    for one in catalogues.load(language):
        if not one.id:
            continue
        allowed = set(_PLACES.findall(" ".join(catalogues.sources(one))))
        for string in catalogues.said(one):
            found = set(_PLACES.findall(string))
            assert found <= allowed, one.id
            assert found == allowed or one.pluralizable or "{0}" in one.id, one.id


@pytest.mark.parametrize(
    ("accepted", "chosen", "language", "tag"),
    [
        ("", None, "en", "en"),
        ("en-GB,en;q=0.9", None, "en", "en-GB"),
        ("fr-FR,de-AT;q=0.5", None, "de", "de-AT"),
        ("de-DE", "en", "en", "en"),
        ("en-US,de-CH", "de", "de", "de-CH"),
        ("xx-YY,../../etc,*;q=0.1", None, "en", "en"),
        ("de-DE", "../../etc", "de", "de-DE"),
    ],
)
def test_the_language_is_the_one_chosen_or_the_first_that_is_accepted(accepted, chosen, language, tag):
    words = words_for(accepted, chosen)
    assert (words.language, words.tag) == (language, tag)


def test_days_times_and_numbers_are_written_as_people_write_them():
    english, german = words_for("en-GB", None), words_for("de-DE", None)
    day = date(2026, 1, 21)
    assert english.day(day, "MMMMEEEEd") == "Wednesday 21 January"
    assert german.day(day, "MMMMEEEEd") == "Mittwoch, 21. Januar"
    assert (english.number(Decimal("1250.50")), german.number(Decimal("1250.50"))) == ("1,250.50", "1.250,50")
    assert (english.number(5000), german.number(5000)) == ("5,000", "5.000")
    assert german.time(time(7, 30)) == "07:30"
    assert german.moment(datetime(2026, 1, 21, 12, tzinfo=UTC), "Europe/Berlin") == "21.01.2026, 13:00:00"
    assert german.listed(["a", "b", "c"]) == "a, b und c"
    assert german.percent(0.5) == "50\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("12.50", "12.50", "12.50"),
        ("12,50", None, "12.50"),
        ("1,250.50", "1250.50", None),
        ("1.250,50", None, "1250.50"),
        ("1.250", "1.250", "1250"),
        ("1,250", "1250", "1.250"),
        ("-3", "-3", "-3"),
        ("\N{MINUS SIGN}3", "-3", "-3"),
        ("", None, None),
        ("much", None, None),
        ("1e5", None, None),
        ("NaN", None, None),
        ("1,2,3", None, None),
    ],
)
def test_numbers_are_read_as_people_write_them_and_never_guessed(text, english, german):
    for tag, expected in (("en-GB", english), ("de-DE", german)):
        words = words_for(tag, None)
        if expected is None:
            with pytest.raises(ValueError, match=r"^.*$"):
                words.read_number(text)
        else:
            assert words.read_number(text) == Decimal(expected)


@given(st.decimals(min_value=-99_999_999, max_value=99_999_999, places=2))
def test_a_number_that_was_said_is_read_back(number: Decimal):
    for tag in ("en-GB", "en-US", "de-DE", "de-CH"):
        words = words_for(tag, None)
        for one in (number, number.to_integral_value()):
            assert words.read_number(words.number(one)) == one


def test_refusals_are_told_in_the_language_with_their_numbers():
    german = words_for("de-DE", None)
    assert "255" in german.detail("At most 255 characters.")
    assert german.detail("At most 255 characters.") != "At most 255 characters."
    assert german.detail("Nobody has translated this.") == "Nobody has translated this."


def test_a_sentence_that_begins_with_a_name_is_not_mistaken_for_another():
    german = words_for("de-DE", None)
    assert german.detail("BYDAY is given twice.").startswith("BYDAY ")
    for sentence in ("It is one of DAILY, WEEKLY.", "It is a whole number in 1 … 31."):
        assert "It" not in german.detail(sentence).split()


@pytest.mark.parametrize("language", OTHERS)
def test_bringing_a_catalogue_up_to_date_twice_changes_nothing(language: str):
    path = catalogues.LOCALES / language / "headway.po"
    kept = path.read_bytes()
    assert catalogues.written(language, catalogues.brought_up_to_date(language)) == kept
