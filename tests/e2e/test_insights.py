"""Insights in a browser: a chart tells what stands under the pointer, and the table beside it the same."""

from playwright.sync_api import expect

from tests.e2e.conftest import Visitor
from tests.e2e.things import make_habit


def test_a_column_tells_its_own_day_on_either_side_of_its_middle(ada: Visitor):
    make_habit(ada.person, done=1)
    page = ada.go("/insights?span=custom&from=2026-01-20&to=2026-01-21")
    region = page.get_by_role("region", name="Day by day")
    expect(region.locator("canvas")).to_have_count(1)
    width = region.locator(".u-over").evaluate("one => one.clientWidth")
    for share, told in ((0.2, "1 of 1"), (0.3, "1 of 1"), (0.7, "0 of 1"), (0.8, "0 of 1")):
        region.locator(".u-over").hover(position={"x": width * share, "y": 100})
        expect(region.locator(".under")).to_contain_text(told)
    region.get_by_text("The same as a table").click()
    expect(region.locator("tbody tr")).to_have_count(2)
