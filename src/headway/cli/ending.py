"""How commands end that did not do what they were asked for: what is said, and the exit code."""

from headway.cli.output import REFUSED, UNREACHABLE, USAGE, RefusedError, UsageError, complain


def end(error: Exception) -> int | None:
    """Say why a command failed, and give its exit code; None for an error that nobody foresaw."""
    if isinstance(error, UsageError):
        code = USAGE
    elif isinstance(error, RefusedError):
        code = REFUSED
    else:
        return _end(error)
    complain(str(error))
    return code


def _end(error: Exception) -> int | None:
    for told in (_of_the_rules, _of_the_server, _of_the_database):
        code = told(error)
        if code is not None:
            complain(str(error))
            return code
    return None


# What can fail so is loaded already when it fails; a command that ends well, or only helps, needs none of it.


def _of_the_rules(error: Exception) -> int | None:
    from headway.config import SettingsError  # noqa: PLC0415 -- see above
    from headway.domain.errors import HeadwayError  # noqa: PLC0415 -- see above

    if isinstance(error, SettingsError):
        return USAGE
    return REFUSED if isinstance(error, HeadwayError) else None


def _of_the_server(error: Exception) -> int | None:
    from headway.client.errors import ServerError, UnreachableError  # noqa: PLC0415 -- see above

    if isinstance(error, UnreachableError):
        return UNREACHABLE
    if isinstance(error, ServerError):
        return UNREACHABLE if error.is_down else REFUSED
    return None


def _of_the_database(error: Exception) -> int | None:
    from headway.storage.database import DanglingError, UnavailableError, UnsupportedError  # noqa: PLC0415 -- see above
    from headway.storage.schema import SchemaError  # noqa: PLC0415 -- see above

    known = isinstance(error, UnavailableError | UnsupportedError | DanglingError | SchemaError)
    return REFUSED if known else None
