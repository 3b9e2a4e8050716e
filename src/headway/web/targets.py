"""Targets as menus: what the fields of a form say of how much, and the fields of what is kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from headway.domain.amounts import ZERO
from headway.domain.frequencies.custom_interval import Anchor
from headway.domain.targets import NOTHING_AT_ALL, AmountPer, Direction, Target, TargetDraft
from headway.web.forms import Form
from headway.web.frequencies import Chosen, Fields, Repeats

FIELDS = ["direction", "target_amount", "unit", "amount_per", "clean_unless_logged"]
"""The fields of its menus, as the domain names them."""

_TIMES = {Repeats.WEEKLY: "timesPerWeek", Repeats.MONTHLY: "timesPerMonth", Repeats.WEEKDAYS_ONLY: "timesPerWeek"}
_WITH_PERIODS = {*_TIMES, Repeats.DAILY, Repeats.CUSTOM_INTERVAL}
"""The kinds of frequency for whose periods as a whole an amount can be."""


def read(form: Form, kind: Repeats) -> TargetDraft:
    """Read the menus; nothing of a target where none is chosen."""
    direction = form.choice("direction", Direction)
    if direction is None:
        return TargetDraft()
    amount = form.amount("target_amount")
    is_chain = kind is Repeats.CUSTOM_INTERVAL and form.text("CUSTOM_INTERVAL.anchor") != Anchor.SCHEDULE
    per = form.choice("amount_per", AmountPer) if kind in _WITH_PERIODS and not is_chain else None
    at_most = direction is Direction.AT_MOST
    if at_most and kind in {Repeats.WEEKLY, Repeats.MONTHLY, Repeats.CUSTOM_INTERVAL} and not is_chain:
        per = AmountPer.PERIOD
    if at_most and amount is not None and amount == ZERO:
        amount = NOTHING_AT_ALL
    clean = at_most and kind is Repeats.DAILY and form.flag("clean_unless_logged")
    return TargetDraft(form.text("unit"), amount, direction, per or AmountPer.DAY, clean)


def fitting(chosen: Chosen, target: TargetDraft) -> Chosen:
    """Ask for an amount for a whole period once, whatever the menu of how many times still says."""
    is_whole = target.direction is not None and target.amount_per is AmountPer.PERIOD
    times = _TIMES.get(chosen.kind)
    if not is_whole or times is None:
        return chosen
    if chosen.kind is Repeats.WEEKDAYS_ONLY:
        return replace(chosen, config={**chosen.config, "rules": {**chosen.config["rules"], times: 1}})
    return replace(chosen, config={**chosen.config, times: 1})


def write(target: Target | None, words: Any) -> Fields:
    """Give the fields of a target that is kept, or of none."""
    if target is None:
        return {"direction": [""], "amount_per": [AmountPer.DAY.value]}
    amount = ZERO if target.allows_nothing else target.target_amount
    fields = {
        "direction": [target.direction.value],
        "target_amount": [words.typed(amount)],
        "unit": [target.unit],
        "amount_per": [target.amount_per.value],
    }
    return {**fields, "clean_unless_logged": ["on"]} if target.clean_unless_logged else fields


def changes(target: TargetDraft) -> Mapping[str, Any]:
    """Give what a habit's target becomes."""
    return {
        "unit": target.unit,
        "target_amount": target.target_amount,
        "direction": target.direction,
        "amount_per": target.amount_per,
        "clean_unless_logged": target.clean_unless_logged,
    }
