"""A glance sees only what needs nothing; whatever else there is, it leaves to a longer look."""

import shutil
from contextlib import closing

import pytest
from sqlalchemy import text

from headway.domain.revisions import LATEST
from headway.storage.database import Database
from headway.storage.glance import has_accounts, is_ready
from headway.storage.schema import Schema
from tests.cast import ADA, settle


@pytest.fixture(params=["sqlite"])
def engine(request):
    """There are files only there."""
    return request.param


@pytest.fixture
def path(database):
    """The file of a database that is up to date."""
    return database.path


def test_a_database_without_accounts_is_ready(path):
    assert is_ready(path, LATEST)


def test_accounts_that_went_through_every_revision_are_ready_and_others_are_not(database, path):
    assert not has_accounts(path)
    settle(database, ADA, data_revision=LATEST)
    assert is_ready(path, LATEST)
    assert has_accounts(path)
    assert not is_ready(path, LATEST + 1)
    with database.write() as tx:
        tx.execute(text("UPDATE users SET data_revision = NULL"))
    assert not is_ready(path, LATEST)


def test_an_older_and_a_newer_schema_are_not_ready(database, path):
    with database.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not is_ready(path, LATEST)
    with database.write() as tx:
        tx.execute(text(f"UPDATE alembic_version SET version_num = '{Schema(database).history[0].revision}'"))
    assert not is_ready(path, LATEST)


def test_what_is_no_database_of_ours_is_not_ready_and_none_is_made(tmp_path, path):
    assert not is_ready(tmp_path / "none.db", LATEST)
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "text.db").write_text("not a database" * 100)
    assert not is_ready(tmp_path / "text.db", LATEST)
    with closing(Database(f"sqlite:///{tmp_path / 'other.db'}")) as other, other.write() as tx:
        tx.execute(text("CREATE TABLE some (thing)"))
    assert not is_ready(tmp_path / "other.db", LATEST)


def test_a_name_with_marks_of_an_address_is_only_a_name(path, tmp_path):
    shutil.copy(path, tmp_path / "50% & more?#.db")
    assert is_ready(tmp_path / "50% & more?#.db", LATEST)
