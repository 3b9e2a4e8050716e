"""/docs: everything that the contract has is there, and what it shows to try can be tried."""

import json
import re
from html import unescape

import pytest
from falcon.testing import TestClient

from headway.api import contract
from headway.app import App, assemble
from headway.edge.problems import KINDS, RULES
from headway.edge.security import Guard
from headway.storage.database import Database
from headway.storage.schema import Schema
from headway.web.kinds import kind
from headway.web.reference import Operation, lay_out
from headway.web.requests import example
from tests.api.clients import HOST, Client
from tests.api.conformance import body_validator
from tests.cast import Person
from tests.doors import entrance

CONTRACT = contract.document()
REFERENCE = lay_out(CONTRACT)
OPERATIONS = [one for group in REFERENCE.groups for one in group.operations]


@pytest.fixture
def engine() -> str:
    """Pages are the same on every database."""
    return "sqlite"


@pytest.fixture
def app(database: Database) -> App:
    """The application."""
    return assemble(entrance(database).door, Guard(bound_to="127.0.0.1"), Schema(database))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page, of a server whose database nobody has touched."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('docs') / 'headway.db'}")
    app = assemble(entrance(database).door, Guard(bound_to="127.0.0.1"), Schema(database))
    return TestClient(app).simulate_get("/docs", headers={"Host": HOST}).text


def test_every_operation_shape_problem_and_rule_has_its_place_once(page: str):
    places = re.findall(r' id="([^"]+)"', page)
    assert len(places) == len(set(places))
    operations = {one["operationId"] for methods in CONTRACT["paths"].values() for one in methods.values()}
    shapes = set(CONTRACT["components"]["schemas"])
    listed = {f"problem-{code}" for code in KINDS} | {f"rule-{rule}" for rule in RULES}
    assert operations | shapes | listed <= set(places)


def test_every_link_on_the_page_leads_somewhere(page: str):
    places = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= places


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_an_operation_shows_what_it_takes_and_how_it_is_asked(operation: Operation, page: str):
    section = unescape(page.partition(f'<section id="{operation.name}">')[2].partition("</section>")[0])
    declared = CONTRACT["paths"][operation.path][operation.method.lower()]
    for parameter in declared["parameters"]:
        assert f"<code>{parameter['name']}</code>" in section
    for shape in operation.body_shapes:
        for member in CONTRACT["components"]["schemas"][shape.name]["properties"]:
            assert f"<code>{member}</code>" in section
    for status in declared["responses"]:
        assert f">{status}<" in section
    assert operation.curl in section
    assert "{" not in operation.curl.partition("\n")[0]


def test_what_may_be_sent_is_told_in_words():
    assert kind({"type": "string", "minLength": 1, "maxLength": 255}).limits == ("1 … 255 characters",)
    assert kind({"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]}).nullable
    assert kind({"type": "array", "items": {"enum": ["MON", "TUE"]}, "minItems": 1}).choices == ("MON", "TUE")
    assert kind({"type": "number", "minimum": -1}).limits == ("at least \N{MINUS SIGN}1",)
    assert kind({"type": "integer", "maximum": 7}).words == "whole number"
    assert kind({}).words == "anything"


@pytest.mark.parametrize("name", [shape.name for one in OPERATIONS for shape in one.body_shapes])
def test_the_example_of_a_body_is_one(name: str):
    schemas = CONTRACT["components"]["schemas"]
    assert body_validator(name).is_valid(example(schemas[name], schemas))


@pytest.mark.parametrize("name", ["goals_create", "habits_create", "categories_create", "pauses_create"])
def test_what_a_shown_command_makes_is_made(name: str, app: App, ada: Person):
    (shown,) = (one.curl for one in OPERATIONS if one.name == name)
    found = re.fullmatch(r'curl -X (\w+) "\$HEADWAY([^"]+)" .* -d \'(.*)\'', shown, re.DOTALL)
    assert found
    script = Client(app).sign_in(ada).with_token("write")
    assert script.call(found[1], found[2], json.loads(found[3])).status_code == 201


def test_a_command_shows_what_lets_it_in():
    shown = {one.name: one.curl for one in OPERATIONS}
    assert "Bearer $TOKEN" in shown["habits_index"]
    assert 'Origin: $HEADWAY"' in shown["sessions_sign_in"]
    assert "Origin" not in shown["tokens_mint"]
    assert '"password"' in shown["tokens_mint"]
    assert "--data-binary @loop.db" in shown["imports_apply"]
    assert shown["system_health"] == 'curl "$HEADWAY/healthz"'
