"""ADVANCED: a pattern by its name, with rules of its own."""

from collections.abc import Mapping

from headway.domain.errors import Code, Findings
from headway.domain.frequencies.frequency import Frequency, read
from headway.domain.frequencies.patterns import PATTERNS

NAME = "ADVANCED"
_MEMBERS = ("pattern", "rules")


def read_pattern(
    config: Mapping[str, object], where: tuple[str | int, ...], findings: Findings
) -> Frequency | None:
    """Read ``{"pattern": …, "rules": {…}}``; None when something is wrong, which `findings` then names."""
    before = len(findings.broken)
    for key in config.keys() - set(_MEMBERS):
        findings.add((*where, key), Code.UNKNOWN_MEMBER, f"{NAME} knows no {key}.")
    for key in _MEMBERS:
        if key not in config:
            findings.add((*where, key), Code.MISSING, f"{NAME} needs {key}.")
    pattern, rules = config.get("pattern", ""), config.get("rules", {})
    known = isinstance(pattern, str) and pattern in PATTERNS
    if "pattern" in config and not known:
        findings.add((*where, "pattern"), Code.UNKNOWN_PATTERN, f"The patterns are {', '.join(PATTERNS)}.")
    if not isinstance(rules, Mapping):
        findings.add((*where, "rules"), Code.TYPE, "The rules are an object.")
    elif known:
        frequency = read(PATTERNS[str(pattern)], rules, (*where, "rules"), findings)
        return frequency if len(findings.broken) == before else None
    return None
