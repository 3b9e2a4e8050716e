"""Streaks. (being written)"""
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Streak:
    """What is cached of a habit's streak; nothing in it grows old."""

    length: int = 0                      # of the last run
    longest: int = 0
    since: date | None = None            # the later of the last run's first period's first day and the habit's first day
    last_day: date | None = None         # the last completion day that counted in the last run
    last_met: date | None = None         # last day of the last met period; a chain's last completion
    alive_until: date | None = None
    demand_first_day: date | None = None # the period (or gap) that would break it
    demand_done: int = 0
    demand_quota: int = 0
    first_completion: date | None = None
