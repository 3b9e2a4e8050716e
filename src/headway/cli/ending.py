"""How commands end that did not do what they were asked for: what is said, and the exit code."""

from headway.cli.output import REFUSED, USAGE, RefusedError, UsageError, complain


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
    # What can fail so is loaded already when it fails; a command that ends well, or only helps, needs none of it.
    from headway.config import SettingsError  # noqa: PLC0415 -- see above
    from headway.domain.errors import HeadwayError  # noqa: PLC0415 -- see above
    from headway.storage.database import DanglingError, UnavailableError, UnsupportedError  # noqa: PLC0415 -- see above
    from headway.storage.schema import SchemaError  # noqa: PLC0415 -- see above

    if isinstance(error, SettingsError):
        code = USAGE
    elif isinstance(error, HeadwayError | UnavailableError | UnsupportedError | DanglingError | SchemaError):
        code = REFUSED
    else:
        return None
    complain(str(error))
    return code
