"""`user`: accounts, for whoever runs this Headway; and whose the other commands are."""

from pathlib import Path

import pytest

from headway.cli.users import machine_zone
from tests.served import PASSWORD


def test_an_account_is_made_with_the_time_zone_of_the_machine(nobody, monkeypatch):
    monkeypatch.setenv("TZ", "Australia/Lord_Howe")
    said = nobody.ok("user add ada@example.org", said=f"{PASSWORD}\n").out
    assert said == "Made the account ada@example.org; its days are those of Australia/Lord_Howe.\n"


def test_an_account_is_made_as_it_is_said(nobody):
    made = nobody.ok(
        "user add Ada@Example.org --timezone Europe/Berlin --week-start sunday --day-start 03:00 --json",
        said=f"{PASSWORD}\nmore",
    ).json
    assert {name: made[name] for name in ("email", "timezone", "weekStart", "dayStart")} == {
        "email": "Ada@Example.org",
        "timezone": "Europe/Berlin",
        "weekStart": "SUNDAY",
        "dayStart": "03:00:00",
    }
    assert "Ada@Example.org  Europe/Berlin  Sunday          03:00" in nobody.ok("user list").out


@pytest.mark.parametrize(
    ("words", "password", "refused"),
    [
        ("nope", PASSWORD, ["EMAIL"]),
        ("nope --timezone Mars/Base --day-start 06:01", PASSWORD, ["EMAIL", "--timezone", "--day-start"]),
        ("ben@example.org", "short", ["password"]),
        ("ben@example.org", "x" * 73, ["password"]),
    ],
)
def test_what_breaks_a_rule_is_refused_by_option(headway, words, password, refused):
    lines = headway.refused(f"user add {words}", said=f"{password}\n")
    assert [line.partition(":")[0] for line in lines] == refused
    assert len(headway.ok("user list --json").json["items"]) == 1


def test_an_address_has_one_account(headway):
    assert headway.refused("user add ADA@example.org", said=f"{PASSWORD}\n") == [
        "There is an account with this e-mail."
    ]


@pytest.mark.parametrize("options", ["--week-start FRIDAY", "--day-start 3", "--day-start 24:00"])
def test_what_cannot_be_meant_is_a_wrong_use(nobody, options):
    assert options.split()[0] in nobody.misused(f"user add ada@example.org {options}", said=f"{PASSWORD}\n")


def test_without_a_password_nothing_is_made(nobody):
    assert "standard input" in nobody.misused("user add ada@example.org")
    assert nobody.ok("user list").out == "There is no account yet.\n"


def test_a_password_is_replaced(headway, sign_in):
    headway.ok("user reset-password ADA@example.org", said="another horse\n")
    assert sign_in("another horse")
    assert not sign_in(PASSWORD)
    assert headway.refused("user reset-password ada@example.org", said="short\n") == [
        "password: A password has at least 8 characters."
    ]


def test_an_account_is_deleted_only_if_it_is_meant(headway):
    headway.ok("add habit Read")
    assert "--yes" in headway.misused("user delete ada@example.org")
    assert len(headway.ok("user list --json").json["items"]) == 1
    assert headway.ok("user delete ada@example.org --yes").out == "ada@example.org and everything in it are gone.\n"
    assert headway.ok("user list --json").json["items"] == []


def test_without_an_account_commands_tell_how_to_make_one(nobody):
    for command in ("today", "habits", "goals", "done Read", "add habit Read"):
        assert nobody.misused(command) == "There is no account yet. Make one with: headway user add EMAIL\n"


def test_with_several_accounts_one_has_to_be_chosen(headway, monkeypatch):
    headway.ok("user add ben@example.org", said=f"{PASSWORD}\n")
    ben = headway.ok("user list --json").json["items"][1]["id"]
    said = headway.misused("today")
    assert "HEADWAY_USER" in said
    assert "ada@example.org, ben@example.org" in said
    for whose in ("ben@example.org", "BEN@Example.ORG", ben):
        monkeypatch.setenv("HEADWAY_USER", whose)
        headway.ok(f"add habit {whose}")
    assert len(headway.ok("habits --json").json["items"]) == 3
    monkeypatch.setenv("HEADWAY_USER", "ada@example.org")
    assert headway.ok("habits --json").json["items"] == []
    monkeypatch.setenv("HEADWAY_USER", "cy@example.org")
    assert headway.misused("today") == (
        "There is no account “cy@example.org”. Accounts here: ada@example.org, ben@example.org.\n"
    )
    assert "cy@example.org" in headway.misused("user delete cy@example.org --yes")


@pytest.mark.parametrize(
    ("environment", "link", "zone"),
    [
        ({"TZ": "Asia/Tokyo"}, "", "Asia/Tokyo"),
        ({"TZ": ":Asia/Tokyo"}, "", "Asia/Tokyo"),
        ({"TZ": "Mars/Base"}, "/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        ({}, "/usr/share/zoneinfo/America/Argentina/Salta", "America/Argentina/Salta"),
        ({}, "/etc/somewhere", "UTC"),
        ({}, "", "UTC"),
    ],
)
def test_the_machine_tells_its_time_zone_or_it_is_utc(tmp_path: Path, environment, link, zone):
    localtime = tmp_path / "localtime"
    if link:
        localtime.symlink_to(link)
    assert machine_zone(environment, localtime) == zone
