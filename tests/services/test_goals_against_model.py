"""Whatever is done to a goal, in whatever order: it stands where its whole story, told again, says."""

from copy import deepcopy
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.domain.entries import EntryDraft, EntryKind
from headway.domain.errors import HeadwayError
from headway.domain.goals import GoalStatus
from headway.services import counters, entries, goals
from headway.storage import entries as storage
from tests.cast import NOW, TODAY
from tests.goals import COUNTING, SAVE, SOBER, make
from tests.model.counters import MOST, RefusedError, Story

days = st.integers(0, 12).map(lambda ago: TODAY - timedelta(days=ago))
amounts = st.sampled_from([*map(Decimal, ("1", "2", "-1", "-2", "-3", "7", "-7", "0.5", "0", "20", "-20")), MOST])
which = st.integers(0, 30)
steps = st.one_of(
    st.tuples(st.just("add"), days, amounts),
    st.tuples(st.just("add"), days, amounts),
    st.tuples(st.just("total_becomes"), days, amounts),
    st.tuples(st.just("take_all"), days),
    st.tuples(st.just("reset"), days),
    st.tuples(st.just("slip"), days),
    st.tuples(st.just("move"), which, days),
    st.tuples(st.just("revalue"), which, amounts),
    st.tuples(st.just("remove"), which),
    st.tuples(st.just("count"), st.none() | days),
    st.tuples(st.sampled_from(["count_no_more", "complete", "reopen", "midnight"])),
    st.tuples(st.just("retarget"), amounts.filter(lambda one: one > 0)),
)


class Both:
    """Does the same to a kept goal and to its story, and compares."""

    def __init__(self, person, draft):
        self.person = person
        self.now = NOW
        self.story = Story(draft.target_value, counts=draft.counts_days, start=draft.start_date)
        self.goal_id = make(person, draft).goal.id
        self.kept = []

    @property
    def today(self):
        return self.now.date()

    def do(self, step, *details):
        """Do a step to both: both refuse it or neither does, and then both stand where the other does."""
        self.now += timedelta(minutes=1)
        if step == "midnight":
            self.now += timedelta(days=1)
        else:
            assert self._tell(step, *details) == self._keep(step, *details)
        self._compare()

    def _tell(self, step, *details):
        told = deepcopy(self.story)
        try:
            getattr(told, step)(self.now, *details)
        except RefusedError:
            return False
        self.story = told
        return True

    def _keep(self, step, *details):
        try:
            with self.person.at(self.now) as scope:
                getattr(self, step)(scope, *details)
        except HeadwayError:
            return False
        return True

    def _compare(self):
        with self.person.at(self.now, write=False) as scope:
            view = goals.get(scope, self.goal_id)
            self.kept = storage.every(scope.tx, scope.owner, self.goal_id)
            assert storage.get_total(scope.tx, scope.owner, self.goal_id) == view.goal.current_value
        assert [
            (one.created_at, one.entry_date, one.value, one.kind is EntryKind.RESET, one.superseded)
            for one in self.kept
        ] == self.story.as_kept()
        assert (view.goal.current_value, view.value) == (self.story.total(), self.story.shows(self.today))
        assert (view.goal.completed_on, view.goal.start_date) == (self.story.completed_on, self.story.start)
        assert (view.goal.status is GoalStatus.COMPLETED) == (self.story.completed_on is not None)

    def add(self, scope, day, value):
        entries.add(scope, self.goal_id, EntryDraft(day, value))

    def total_becomes(self, scope, day, total):
        entries.add(scope, self.goal_id, EntryDraft(day, total=total))

    def take_all(self, scope, day):
        before = [one.value for one in self.kept if one.entry_date <= day and not one.superseded]
        goal = goals.get(scope, self.goal_id).goal
        counted = max(0, (day - goal.start_date).days) if goal.counts_days else 0
        self.add(scope, day, -sum(before, Decimal(counted)))

    def reset(self, scope, day):
        goals.reset(scope, self.goal_id, day)

    def slip(self, scope, day):
        counters.slip(scope, self.goal_id, day)

    def move(self, scope, which, day):
        if self.kept:
            entries.edit(scope, self.goal_id, self.kept[which % len(self.kept)].id, {"entry_date": day})

    def revalue(self, scope, which, value):
        if self.kept:
            entries.edit(scope, self.goal_id, self.kept[which % len(self.kept)].id, {"value": value})

    def remove(self, scope, which):
        if self.kept:
            entries.remove(scope, self.goal_id, self.kept[which % len(self.kept)].id)

    def count(self, scope, start):
        given_start = {} if start is None else {"start_date": start}
        goals.edit(scope, self.goal_id, {"counts_days": True} | given_start)

    def count_no_more(self, scope):
        goals.edit(scope, self.goal_id, {"counts_days": False})

    def complete(self, scope):
        goals.complete(scope, self.goal_id)

    def reopen(self, scope):
        goals.reopen(scope, self.goal_id)

    def retarget(self, scope, target):
        goals.edit(scope, self.goal_id, {"target_value": target})


@pytest.mark.parametrize("draft", [SAVE, SOBER, COUNTING], ids=["target", "counter", "counting"])
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=st.lists(steps, min_size=9, max_size=16))
def test_a_goal_stands_where_its_whole_story_says(ada, draft, story):
    both = Both(ada, draft)
    for step in story:
        both.do(*step)
