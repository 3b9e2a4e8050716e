"""Painting: what a browser that has never been here takes to show Today."""

from playwright.sync_api import sync_playwright

from tests.e2e import chromium

_PAINTED = """() => new Promise(done =>
    new PerformanceObserver(list => done(list.getEntries().at(-1).startTime / 1000))
        .observe({type: 'largest-contentful-paint', buffered: true}))"""


def first_visit(port: int, cookie: str) -> tuple[float, float]:
    """Tell after how many seconds the largest thing was painted, and how many kilobytes were received by then."""
    name, _, value = cookie.removeprefix("Cookie: ").partition("=")
    sizes: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        window = browser.new_context(viewport={"width": 390, "height": 844})
        window.add_cookies([{"name": name, "value": value, "url": "https://127.0.0.1/", "secure": True}])
        page = window.new_page()
        session = window.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_load_state("networkidle")
        painted = float(page.evaluate(_PAINTED))
        browser.close()
    return painted, sum(sizes) / 1000
