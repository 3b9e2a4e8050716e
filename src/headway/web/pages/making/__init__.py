"""Making and changing habits, goals and counters: the sheets that they are said on."""

from headway.web.call import Call, Page
from headway.web.pages.making import goals, habits

__all__ = ["choose", "goals", "habits"]


def choose(call: Call) -> Page:
    """Let one of the three kinds be chosen, or an example to begin with."""
    with call.scope():
        return Page("new.html")
