from datetime import datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import DBAPIError, StatementError

from headway.storage.tables import goals, progress_entries
from tests.cast import NOW, TODAY
from tests.rows import COUNTER, ENTRY

LARGEST = Decimal("99999999.99")


def keep_entries(person, *values):
    rows = [
        ENTRY | {"id": UUID(int=number), "goal_id": COUNTER["id"], "value": value}
        for number, value in enumerate(values)
    ]
    with person.database.write() as tx:
        tx.execute(insert(goals), COUNTER)
        tx.execute(insert(progress_entries), rows)


def test_sums_of_amounts_are_exact(ada):
    """A tenth, a thousand times, is a hundred: not so in binary floating point."""
    keep_entries(ada, *[Decimal("0.10")] * 1000, Decimal("-0.01"))
    with ada.database.read() as tx:
        assert str(tx.execute(select(func.sum(progress_entries.c.value))).scalar_one()) == "99.99"


def test_the_largest_amounts_come_back_as_they_went_in(ada):
    keep_entries(ada, LARGEST, -LARGEST, Decimal("0.01"))
    with ada.database.read() as tx:
        kept = tx.execute(select(progress_entries.c.value).order_by(progress_entries.c.id)).scalars()
        assert [str(one) for one in kept] == ["99999999.99", "-99999999.99", "0.01"]


@pytest.mark.parametrize("column", ["target_value", "current_value"])
@pytest.mark.parametrize("sign", [1, -1])
def test_an_amount_moved_out_of_range_is_refused(ada, column, sign):
    target = {"goal_type": "TARGET_BASED", "deadline": TODAY, "target_value": LARGEST}
    with ada.database.write() as tx:
        tx.execute(insert(goals), COUNTER | target | {"current_value": sign * LARGEST})
    further = goals.c[column] + sign * (Decimal("0.01") if column == "current_value" else 3 * LARGEST)
    with pytest.raises(DBAPIError), ada.database.write() as tx:
        tx.execute(update(goals).values({column: further}))


def test_a_third_decimal_is_refused_and_not_rounded(ada):
    with pytest.raises(StatementError, match="never rounded"):
        keep_entries(ada, Decimal("1.005"))


def test_amounts_are_not_multiplied_where_they_would_change_their_scale():
    with pytest.raises(TypeError, match="in Python"):
        progress_entries.c.value * 2


def test_a_moment_comes_back_in_utc_with_its_microseconds(ada):
    moment = datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    with ada.database.write() as tx:
        tx.execute(insert(goals), COUNTER | {"created_at": moment})
        kept = tx.execute(select(goals.c.created_at)).scalar_one()
    assert (kept, kept.utcoffset()) == (moment, timedelta(0))


def test_a_moment_without_a_zone_is_refused(ada):
    with pytest.raises(StatementError, match="needs its zone"), ada.database.write() as tx:
        tx.execute(insert(goals), COUNTER | {"created_at": NOW.replace(tzinfo=None)})
