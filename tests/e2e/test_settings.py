"""Settings in a browser: each on a page of its own, with scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.e2e.conftest import DESKTOP, PHONE, Visitor, faults_of

PAGES = (
    "/more",
    "/settings",
    "/settings/account",
    "/settings/days",
    "/settings/appearance",
    "/settings/password",
    "/settings/sessions",
    "/settings/tokens",
    "/settings/delete",
)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    scheme: str, viewport: dict[str, int], visit: Callable[..., Visitor]
):
    ada = visit(color_scheme=scheme, viewport=viewport)
    for path in PAGES:
        page = ada.go(path)
        assert faults_of(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path


def test_everything_is_reached_from_more(ada: Visitor):
    page = ada.go("/")
    page.get_by_role("link", name="More").click()
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Days and weeks").click()
    expect(page.get_by_text("For you it is Wednesday, 21 January 2026.")).to_be_visible()
    page.get_by_label("Time zone").fill("Pacific/Kiritimati")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#said")).to_have_text("Saved.")
    page.get_by_role("link", name=re.compile("Days and weeks")).click()
    expect(page.get_by_text("For you it is Thursday, 22 January 2026.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_appearance_is_this_devices_alone(scripts: bool, visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=scripts)
    other = visit(ada.person)
    page = ada.go("/settings/appearance")
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("html")).to_have_attribute("data-appearance", "dark")
    ada.go("/")
    expect(page.locator("html")).to_have_attribute("data-appearance", "dark")
    expect(other.go("/").locator("html")).not_to_have_attribute("data-appearance", "dark")
    ada.go("/settings/appearance")
    page.get_by_label("As the device").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("html")).not_to_have_attribute("data-appearance", "dark")


def test_another_password_signs_out_the_other_browser(visit: Callable[..., Visitor]):
    ada = visit()
    other = visit(ada.person)
    page = ada.go("/settings/password")
    page.get_by_label("Your present password").fill("not this one")
    page.get_by_label("The new one").fill("another good one")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_label("Your present password")).to_have_accessible_description(
        "This is not your present password."
    )
    page.get_by_label("Your present password").fill(PASSWORD)
    page.get_by_label("The new one").fill("another good one")
    page.get_by_role("button", name="Change the password").click()
    expect(page.locator("#said")).to_contain_text("Your password is changed")
    expect(other.go("/settings").get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_browser_elsewhere_is_signed_out(visit: Callable[..., Visitor]):
    ada = visit()
    other = visit(ada.person)
    page = ada.go("/settings/sessions")
    expect(page.get_by_text("this one")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Sign out A browser")).click()
    expect(page.locator("#said")).to_have_text("That browser is signed out.")
    expect(other.go("/settings").get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_token_is_made_copied_and_revoked(visit: Callable[..., Visitor]):
    ada = visit(permissions=["clipboard-read", "clipboard-write"])
    page = ada.go("/settings/tokens")
    page.get_by_label("Name").fill("Doorbell")
    page.get_by_role("button", name="Make the token").click()
    token = page.get_by_label("The token", exact=True).input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == token
    assert faults_of(page) == []
    assert token not in page.url
    page.reload()
    expect(page.get_by_label("The token", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Revoke Doorbell").click()
    expect(page.locator("#said")).to_have_text("The token is worth nothing now.")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_whoever_leaves_is_gone(scripts: bool, visit: Callable[..., Visitor]):
    ada = visit(java_script_enabled=scripts)
    page = ada.go("/settings/delete")
    page.get_by_label("Your present password").fill("not this one")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("This is not your present password.")).to_be_visible()
    page.get_by_label("Your present password").fill(PASSWORD)
    page.get_by_role("button", name="Delete everything").click()
    expect(page.locator("#said")).to_contain_text("Your account and everything in it is deleted.")
    assert ada.person.user.id not in [one.id for one in ada.site.entrance.everybody()]
