"""Frequencies: how often something is to be done (rules, section 2).

`parse` reads what a user or the database gives, `dump` writes it, and a frequency's `schedule` gives the periods
or the chain that streaks are made of.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from headway.domain.chains import Schedule
from headway.domain.days import WeekStart
from headway.domain.errors import Findings
from headway.domain.frequencies import advanced
from headway.domain.frequencies.custom_interval import CustomInterval
from headway.domain.frequencies.daily import Daily
from headway.domain.frequencies.frequency import Frequency, read, write
from headway.domain.frequencies.monthly import Monthly
from headway.domain.frequencies.patterns import PATTERNS
from headway.domain.frequencies.weekly import Weekly

__all__ = ["PATTERNS", "PLAIN", "Frequency", "FrequencyType", "dump", "kept", "parse", "schedule"]


class FrequencyType(StrEnum):
    """The kinds of frequency."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    CUSTOM_INTERVAL = "CUSTOM_INTERVAL"
    MONTHLY = "MONTHLY"
    ADVANCED = "ADVANCED"


PLAIN: dict[FrequencyType, type[Frequency]] = {
    FrequencyType(kind.name): kind for kind in (Daily, Weekly, CustomInterval, Monthly)
}
"""Every type but ADVANCED, whose patterns are in PATTERNS."""

CONFIG = "frequency_config"


def parse(frequency_type: FrequencyType, config: Mapping[str, object], findings: Findings) -> Frequency | None:
    """Read a frequency; None when its configuration breaks rules, which `findings` then names.

    >>> found = Findings()
    >>> parse(FrequencyType.WEEKLY, {"timesPerWeek": 3, "specificDays": ["MON", "WED"]}, found)
    >>> [(one.field, one.detail) for one in found.broken]
    [(('frequency_config', 'timesPerWeek'), 'Only 2 days a week are allowed.')]
    """
    if frequency_type is FrequencyType.ADVANCED:
        return advanced.read_pattern(config, (CONFIG,), findings)
    return read(PLAIN[frequency_type], config, (CONFIG,), findings)


def dump(frequency: Frequency, given: Mapping[str, Any]) -> dict[str, Any]:
    """Write the configuration to keep: what was `given`, with the defaults that depend on its moment.

    >>> every_day = {"allowMultiplePerDay": False}
    >>> dump(parse(FrequencyType.DAILY, every_day, Findings()), every_day)
    {'allowMultiplePerDay': False}
    """
    if frequency.name in PATTERNS:
        return {"pattern": frequency.name, "rules": write(frequency, given["rules"])}
    return write(frequency, given)


def schedule(
    frequency_type: FrequencyType, config: Mapping[str, object], *, week_start: WeekStart, created_on: date
) -> Schedule:
    """Give the periods or the chain of a frequency that is kept.

    Raises RejectedError if it is not one.
    """
    return kept(frequency_type, config).schedule(week_start, created_on)


def kept(frequency_type: FrequencyType, config: Mapping[str, object]) -> Frequency:
    """Give a frequency that is kept.

    Raises RejectedError if it is not one.
    """
    text = f"{frequency_type} {config}"
    frequency = _READ.get(text)
    if frequency is None:
        findings = Findings()
        frequency = parse(frequency_type, config, findings)
        findings.enforce()
        if frequency is None:
            msg = "A configuration without fault has a frequency."
            raise AssertionError(msg)
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        _READ[text] = frequency
    return frequency


_READ: dict[str, Frequency] = {}
"""Frequencies by what they were read from: few are used, and each again and again."""

_MOST_READ = 10_000
