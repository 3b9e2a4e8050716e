"""From the first visit to the first page, and the door."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from headway.services import sessions, users
from tests.cast import PASSWORD
from tests.e2e.conftest import Visitor, faults_of
from tests.e2e.site import Site

Window = Callable[..., BrowserContext]


def zone_of(site: Site, email: str) -> str:
    with site.entrance.door.scopes.visit(write=False) as visit:
        return users.get_by_email(visit, email).timezone


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/St_Johns"])
def test_a_first_visit_knows_the_zone_and_leads_to_a_first_thing(zone: str, window: Window, site: Site):
    page = window(timezone_id=zone).new_page()
    page.goto("/")
    expect(page).to_have_url(f"{site.address}/welcome")
    expect(page.get_by_label("Time zone")).to_have_value(zone)
    email = f"{zone.partition('/')[2].lower().replace('_', '')}@example.org"
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill("a good long one")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="What would you like to keep up?")).to_be_visible()
    assert zone_of(site, email) == zone


def test_the_zone_is_guessed_after_coming_from_the_sign_in_page_too(window: Window):
    page = window(timezone_id="Asia/Tokyo").new_page()
    page.goto("/sign-in")
    page.get_by_role("link", name="Make an account").click()
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")


def test_a_zone_that_was_typed_stays_when_something_else_is_wrong(window: Window):
    page = window(timezone_id="Asia/Tokyo").new_page()
    page.goto("/welcome")
    page.get_by_label("E-mail").fill("nobody@localhost")
    page.get_by_label("Password").fill("a good long one")
    page.get_by_label("Time zone").fill("Europe/Lisbon")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("This is no e-mail address.")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    assert faults_of(page) == []


def test_without_scripts_the_zone_is_typed(window: Window, site: Site):
    page = window(java_script_enabled=False).new_page()
    page.goto("/")
    expect(page.get_by_label("Time zone")).to_have_value("UTC")
    page.get_by_label("E-mail").fill("plain@example.org")
    page.get_by_label("Password").fill("a good long one")
    page.get_by_label("Time zone").fill("Europe/Lisbon")
    page.get_by_role("button", name="Begin").click()
    expect(page).to_have_url(f"{site.address}/")
    assert zone_of(site, "plain@example.org") == "Europe/Lisbon"


def test_signing_in_leads_on_to_where_one_was_going_and_out_to_the_door(window: Window, site: Site):
    person = site.newcomer()
    page = window().new_page()
    page.goto("/settings/days")
    page.get_by_label("E-mail").fill(person.user.email)
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("E-mail or password are wrong.")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Days and weeks")
    page.get_by_role("link", name="More").first.click()
    page.get_by_role("link", name="More", exact=True).first.click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("#said")).to_contain_text("You are signed out")
    page.goto("/")
    expect(page).to_have_url(f"{site.address}/welcome")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_door(scheme: str, window: Window):
    page = window(color_scheme=scheme).new_page()
    for path in ("/welcome", "/sign-in", "/settings"):
        page.goto(path)
        assert faults_of(page) == [], path


def test_a_session_that_was_ended_elsewhere_leads_to_the_door(ada: Visitor):
    page = ada.go("/")
    with ada.person.at() as scope:
        for one in sessions.page(scope).items:
            sessions.remove(scope, one.session.id)
    page.reload()
    expect(page.get_by_label("Password")).to_be_visible()
