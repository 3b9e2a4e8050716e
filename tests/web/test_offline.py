"""What makes the site installable, and what a worker is given to keep."""

import json
import re
import struct

import pytest

from headway.web import files
from headway.web.pages.manifest import ICONS
from tests.cast import Person
from tests.web.conftest import Reader


def test_the_manifest_tells_what_is_installed_in_the_language_of_the_pages(cy: Reader):
    reply = cy.get("/manifest.webmanifest")
    assert reply.headers["content-type"] == "application/manifest+json"
    told = reply.json
    assert (told["name"], told["start_url"], told["display"]) == ("Headway", "/", "standalone")
    assert [one["url"] for one in told["shortcuts"]] == ["/", "/new"]
    assert {one["purpose"] for one in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        picture = cy.get(icon["src"])
        assert picture.headers["content-type"] == icon["type"]
    assert cy.get("/manifest.webmanifest", **{"Accept-Language": "en-US"}).json["lang"] == "en-US"


@pytest.mark.parametrize(
    ("name", "side"), [(name, side) for name, (side, _) in ICONS.items()] + [("apple-touch-icon.png", 180)]
)
def test_icons_are_as_large_as_is_said(name: str, side: int, cy: Reader):
    picture = cy.get(f"/{name}").content
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (side, side)


def test_the_worker_is_always_asked_for_and_may_only_talk_to_us(cy: Reader):
    reply = cy.get("/service-worker.js")
    assert reply.headers["content-type"].startswith("text/javascript")
    assert reply.headers["cache-control"] == "no-cache"
    assert "connect-src 'self'" in reply.headers["content-security-policy"]
    for source in ("app.ts", "styles/headway.css"):
        assert files.address(source) in reply.text


def test_a_page_says_whose_it_is_and_one_that_is_everybodys_does_not(ada_there: Reader, cy: Reader, ada: Person):
    for path in ("/", "/more", "/settings", "/settings/account"):
        assert f'data-user="{ada.user.id}"' in ada_there.get(path).text
    for reader, path in ((ada_there, "/offline"), (ada_there, "/docs"), (cy, "/welcome"), (cy, "/sign-in")):
        assert "data-user" not in reader.get(path).text


def test_every_sentence_that_scripts_say_comes_with_the_page(ada_there: Reader):
    page = ada_there.get("/").text
    sources = files.BUILT.parent / "assets"
    scripts = "".join((sources / name).read_text(encoding="utf-8") for name in ("unsent.ts", "pending.ts"))
    said = set(re.findall(r'(?:say|words|piece)\("([\w-]+)"\)', scripts))
    assert {"kept", "waiting", "refused", "leaving"} <= said
    for name in said:
        assert f'data-words="{name}"' in page
    assert json.dumps("why-not_found") in page
