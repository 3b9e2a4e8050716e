"""Loop Habit Tracker: its full backups, read in our words.

`file` gives the rows and trusts nothing; `values` makes sense of single values, `entries` of days and
`habits` of the rest; `asides` names what has no place here.
"""

from headway.services.loop.file import MOST_BYTES, check
from headway.services.loop.habits import SOURCE, read

__all__ = ["MOST_BYTES", "SOURCE", "check", "read"]
