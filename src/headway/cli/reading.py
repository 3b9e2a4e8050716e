"""Reading what is given to options: days, times of day, amounts, weekdays."""

import re
from datetime import date, time
from decimal import Decimal
from uuid import UUID

import typer

from headway.config import web_url

_AMOUNT = re.compile(r"[+-]?\d{1,19}(\.\d{1,19})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2})?", re.ASCII)
_WEEKDAY = re.compile(r"(MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]*DAY")


def day(text: str) -> date:
    """Read a day, YYYY-MM-DD.

    Raises BadParameter.
    """
    if not _DAY.fullmatch(text):
        raise typer.BadParameter("a day is written YYYY-MM-DD.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"there is no {text}.") from None


def time_of_day(text: str) -> time:
    """Read a time of day, HH:MM or HH:MM:SS.

    Raises BadParameter.

    >>> time_of_day("07:30")
    datetime.time(7, 30)
    """
    if not _TIME.fullmatch(text):
        raise typer.BadParameter("a time of day is written HH:MM or HH:MM:SS.")
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"there is no {text}; a day has the times 00:00:00 … 23:59:59.") from None


def amount(text: str) -> Decimal:
    """Read an amount, digit by digit.

    Raises BadParameter.

    >>> amount("-12.50")
    Decimal('-12.50')
    """
    if not _AMOUNT.fullmatch(text):
        raise typer.BadParameter("an amount is written like 12 or -12.50.")
    return Decimal(text)


def address(text: str) -> str:
    """Read the address of a server.

    Raises BadParameter.
    """
    try:
        return web_url(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def id_(text: str) -> UUID:
    """Read an id.

    Raises BadParameter.
    """
    try:
        return UUID(text)
    except ValueError:
        raise typer.BadParameter("an id is 32 hexadecimal digits, as the lists show it.") from None


def weekdays(text: str) -> list[str]:
    """Read weekdays with commas between; what is none of them is left for the rules to refuse.

    >>> weekdays("mon, Friday,x")
    ['MON', 'FRI', 'X']
    """
    return [_WEEKDAY.sub(r"\1", one.strip().upper()) for one in text.split(",")]
