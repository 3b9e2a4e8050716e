"""The contract under Schemathesis: nothing is answered that it does not declare, and nothing fails."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Response, openapi
from schemathesis.config import OperationConfig, OperationsConfig, SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.schemas import BaseSchema

from headway.api.routes import ROUTES
from headway.app import App
from headway.services import doctor
from headway.services.scope import Scopes
from headway.storage.database import Database
from tests.api.fuzzing import AnyCase, Entering, listening
from tests.cast import NOW

QUICK = os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick"
EXAMPLES = 5 if QUICK else 150

CHECKS = {
    # A version that is none is refused like one that is not kept: 412.
    "negative_data_rejection": {"expected-statuses": ["4xx"]},
    # Rules that no schema tells may be broken: `refused_for_what_no_schema_tells` looks at them in its place.
    "positive_data_acceptance": {"enabled": False},
    # No header is needed but to be let in, and `ignored_auth` leaves that out.
    "missing_required_header": {"enabled": False},
}
GENERATION = {
    "max-examples": EXAMPLES,
    "deterministic": QUICK,
    "database": "none",
    "with-security-parameters": False,  # `Entering` shows them
}
MADE_ALREADY = {"include-operation-id": "habits_edit", "phases": {"coverage": {"enabled": False}}}
"""What a frequency may be is covered where habits are made; here it would take as long as all the rest."""

STATEFUL = {
    "generation": {"mode": "positive"},  # what is wrong leads nowhere
    "inference": {"algorithms": []},  # links are those that the contract declares
}
STORY = settings(
    max_examples=EXAMPLES,
    stateful_step_count=20,
    phases=[Phase.generate],  # what fails is told as it was found
    derandomize=QUICK,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),  # many a beginning leads nowhere
)
STORIES = {
    "categories": "categories_",
    "goals": "(goals|entries)_(?!undelete)|categories_create",
    "habits": "(habits|completions)_(?!undelete)|pauses_|categories_create",
    "deleting": "(goals|habits)_(create|remove|undelete)|categories_create",
    "tokens": "(sessions|tokens)_",
}
"""The operations of each story. What comes back stands apart: where it can, what is deleted need not be gone."""


@pytest.fixture(params=["sqlite", "postgresql18"])
def engine(request: pytest.FixtureRequest) -> str:
    """Both kinds of database."""
    return str(request.param)


@pytest.fixture
def entering(app: App, database: Database) -> Entering:
    """Someone who is let in."""
    return Entering(app, database)


@pytest.fixture
def schema(app: App, entering: Entering) -> Iterator[BaseSchema]:
    """The contract, as the one server that it is tried on publishes it."""
    config = {
        "continue-on-failure": True,
        "checks": CHECKS,
        "generation": GENERATION,
        "phases": {"stateful": STATEFUL},
        **({"seed": 1} if QUICK else {}),
    }
    with listening(app) as url:
        found = openapi.from_url(f"{url}/api/v1/openapi.json", config=SchemathesisConfig.from_dict(config))
        found.auth.providers.append(entering)
        yield found


def test_whatever_is_sent_is_answered_as_declared(schema: BaseSchema, engine: str):
    phases = schema.config.phases
    phases.stateful.enabled = False
    phases.coverage.enabled = engine == "sqlite" or not QUICK  # thousands of bodies that no database gets to see
    if QUICK:
        schema.config.operations = OperationsConfig(operations=[OperationConfig.from_dict(MADE_ALREADY)])
    happened = list(from_schema(schema).execute())
    wrong = [fault for event in happened for fault in faults(event)]
    assert not wrong, "\n\n".join(wrong)
    told = {f"{route.method} {route.address}" for route in ROUTES}
    assert told - {operation for event in happened for operation in asked(event)} <= {"GET /api/v1/openapi.json"}


@pytest.mark.parametrize("about", STORIES)
def test_links_lead_to_what_was_made_until_it_is_deleted(
    about: str, schema: BaseSchema, entering: Entering, database: Database
):
    followed = set()

    class Story(schema.include(operation_id_regex=STORIES[about]).as_state_machine()):  # type: ignore[misc] # it is made
        def setup(self) -> None:
            entering.welcome()

        def after_call(self, response: Response, case: AnyCase) -> None:
            super().after_call(response, case)
            if case.path_parameters and response.status_code < 300:
                followed.add(case.operation.label)

    Story.run(settings=STORY)
    assert followed
    scopes = Scopes(database, lambda: NOW)
    assert not [one for batch in doctor.examine(scopes, repair=False) for one in batch.drift]


def faults(event: events.EngineEvent) -> Iterator[str]:
    """Tell what went wrong: in the fuzzer, or with an answer."""
    if isinstance(event, events.NonFatalError):
        yield f"{event.label}: {event.info.title}\n{event.info.message}"
    elif isinstance(event, events.FatalError):
        raise event.exception
    elif isinstance(event, events.ScenarioFinished):
        for checks in event.recorder.checks.values():
            for one in checks:
                if one.failure_info is not None:
                    yield f"{one.name}: {one.failure_info.failure}\n{one.failure_info.code_sample}"


def asked(event: events.EngineEvent) -> Iterator[str]:
    """Name the operations that answered."""
    if isinstance(event, events.ScenarioFinished):
        for case, sent in event.recorder.interactions.items():
            if sent.response is not None:
                yield event.recorder.cases[case].value.operation.label
