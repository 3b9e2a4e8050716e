"""The contract's schemas of days and times of day, as `api.wire.values` and the domain read them."""

from typing import Any

Schema = dict[str, Any]

DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
}

TIME_OF_DAY: Schema = {
    "type": "string",
    "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
    "examples": ["05:30:00"],
}

_LONG_MONTH = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_SHORT_MONTH = "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(0[1-9]|[12][0-9])"
MONTH_DAY: Schema = {"type": "string", "pattern": f"^({_LONG_MONTH}|{_SHORT_MONTH}|{_FEBRUARY})$"}
