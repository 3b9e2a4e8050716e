"""What a database that is distributed by user would refuse, found without one; and names that last."""

import pytest
from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint

from headway.storage.tables import OWNED, logins, metadata, users

TABLES = pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
EVERY_OWNED = pytest.mark.parametrize("table", sorted(OWNED, key=str), ids=str)
LONGEST_NAME = 63 - len("_1234567")  # of PostgreSQL, and what a shard adds


def constraints(table, kind):
    return [one for one in table.constraints if isinstance(one, kind)]


def test_every_table_is_owned_but_accounts_and_their_logins():
    assert set(metadata.sorted_tables) - OWNED == {users, logins}


@EVERY_OWNED
def test_the_owner_comes_first_in_every_key_and_index(table):
    keyed = [*constraints(table, PrimaryKeyConstraint | UniqueConstraint | ForeignKeyConstraint), *table.indexes]
    assert [next(iter(one.columns)).name for one in keyed] == ["user_id"] * len(keyed)


@EVERY_OWNED
def test_an_owned_row_refers_only_to_rows_of_its_owner(table):
    for key in constraints(table, ForeignKeyConstraint):
        owner, *_ = key.elements
        assert owner.column in {users.c.id, owner.column.table.c.get("user_id")}
        assert len(key.elements) == 1 or all(one.column.table in OWNED for one in key.elements)


@EVERY_OWNED
def test_an_owned_row_goes_with_its_owner(table):
    to_owner = [one for one in constraints(table, ForeignKeyConstraint) if one.column_keys == ["user_id"]]
    assert [one.ondelete for one in to_owner] == ["CASCADE"]


@TABLES
def test_references_are_followed_by_nothing_but_cascades(table):
    for key in constraints(table, ForeignKeyConstraint):
        assert (key.ondelete, key.onupdate, key.deferrable) in {("CASCADE", None, None), (None, None, None)}


def test_accounts_are_unique_by_id_alone_and_logins_refer_to_nothing():
    assert constraints(users, UniqueConstraint) == []
    assert not any(index.unique for index in users.indexes)
    assert constraints(logins, ForeignKeyConstraint) == []


@TABLES
def test_the_database_makes_up_no_values(table):
    for column in table.columns:
        assert (column.server_default, column.default, column.onupdate, column.identity) == (None,) * 4
        assert column is not table.autoincrement_column


@TABLES
def test_every_constraint_and_index_has_a_name_that_fits_everywhere(table):
    for one in (*table.constraints, *table.indexes):
        assert one.name
        assert len(str(one.name)) <= LONGEST_NAME


@TABLES
def test_an_index_for_some_rows_is_for_the_same_rows_on_both_databases(table):
    for index in table.indexes:
        conditions = [str(index.dialect_options[dialect]["where"]) for dialect in ("sqlite", "postgresql")]
        assert conditions[0] == conditions[1]


def test_names_of_constraints_are_taken_once():
    names = [str(one.name) for table in metadata.sorted_tables for one in table.constraints]
    names += [str(one.name) for table in metadata.sorted_tables for one in table.indexes]
    assert len(names) == len(set(names))
