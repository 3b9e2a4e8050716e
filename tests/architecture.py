"""The rules of the house that no kept tool knows. Each takes a source tree and lists what breaks it there."""

import ast
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
HISTORY = "headway/storage/migrations/versions"  # written once, and read from top to bottom

STANDARD = {
    *("abc", "bisect", "calendar", "collections", "contextlib", "dataclasses", "datetime", "decimal", "enum"),
    *("fractions", "functools", "heapq", "itertools", "math", "operator", "re", "types", "typing", "unicodedata"),
    *("uuid", "zoneinfo"),
}
"""What of the standard library only computes."""

DOMAIN_MAY_IMPORT = STANDARD | {"email_validator", "headway"}
CONFIG_MAY_IMPORT = STANDARD | {"ipaddress", "pathlib", "platformdirs", "tomllib", "urllib"}

WITHOUT_OWNER = frozenset(
    {
        "storage/bulk.py:insert",  # the rows bring their owner
        "storage/doctor.py:owners",
        "storage/doctor.py:faults",  # the file's own
        "storage/revisions.py:owners_behind",
        "storage/revisions.py:count_behind",
        # their values name the owner
        *(f"storage/statements.py:{name}" for name in ("all", "first", "rows", "finds", "count", "send")),
        "storage/users.py:add",  # the user is the owner
        "storage/users.py:find_by_email",  # this is how an owner is found
        "storage/users.py:exist",
        "storage/users.py:page",  # the list of accounts, for the operator
    }
)
"""Storage functions over a transaction that are not about one owner's rows."""

FOREIGN = {"node_modules", "built"}
"""Folders of what others wrote, or what was made of it."""

VAGUE_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "base", "common", "misc", "shared"}
EXCUSED = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma|fmt:\s*(?:off|skip))")
REASON = re.compile(r"# noqa: [A-Z0-9, ]+ -- \S|# type: ignore\[[\w, -]+\] # \S|# fmt: (?:skip|off|on)")
MOCKS = re.compile(
    r"\b(?:unittest\.mock|MagicMock|mocker|freezegun|time_machine|pytest\.(?:mark\.)?(?:skip|xfail)"
    r"|monkeypatch\.setattr\((?![\w.]+, \"[A-Z_]+\"))"  # a limit may be lowered to be reached
)


def files(source: Path, pattern: str) -> Iterator[Path]:
    """Give the files of a tree that are ours, in order."""
    return (path for path in sorted(source.rglob(pattern)) if FOREIGN.isdisjoint(path.parts))


def modules(source: Path) -> Iterator[tuple[str, ast.Module]]:
    """Give every module of Headway: its path below the source, and its syntax."""
    for path in files(source / "headway", "*.py"):
        yield path.relative_to(source).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Give every function and method, however deep."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def imported(tree: ast.Module) -> set[str]:
    """Name the top-level packages that a module imports, anywhere in it."""
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}


def the_domain_imports_from_its_list(source: Path) -> list[str]:
    """The domain reads no clock, no file and no network: it cannot even import what does."""
    return [
        f"{path} imports {name}"
        for path, tree in modules(source)
        if path.startswith("headway/domain/")
        for name in sorted(imported(tree) - DOMAIN_MAY_IMPORT)
    ]


def the_settings_import_from_their_list(source: Path) -> list[str]:
    """Settings are read before anything else is there."""
    (config,) = (tree for path, tree in modules(source) if path == "headway/config.py")
    return [f"config imports {name}" for name in sorted(imported(config) - CONFIG_MAY_IMPORT)]


def storage_functions_begin_with_their_owner(source: Path) -> list[str]:
    """Whoever is handed a transaction is handed the owner next."""
    return [
        f"{path}:{function.name}({', '.join(names)})"
        for path, tree in modules(source)
        if path.startswith("headway/storage/")
        for function in functions(tree)
        if "tx" in (names := [one.arg for one in function.args.args])
        if names[:2] != ["tx", "owner"] and f"{path.removeprefix('headway/')}:{function.name}" not in WITHOUT_OWNER
    ]


def only_what_assembles_reads_the_clock(source: Path) -> list[str]:
    """Everybody else is handed the moment, or the clock."""
    return [
        f"{path} takes the clock"
        for path, tree in modules(source)
        if not path.startswith(("headway/cli/", "headway/app.py", "headway/clock.py"))
        for node in ast.walk(tree)
        if _takes_the_clock(node)
    ]


def _takes_the_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(one.name == "headway.clock" for one in node.names)
    if not isinstance(node, ast.ImportFrom):
        return False
    names = {one.name for one in node.names}
    return (node.module == "headway" and "clock" in names) or (
        node.module == "headway.clock" and names != {"Clock"}
    )


def files_and_functions_are_short(source: Path) -> list[str]:
    """A file has at most 300 lines, a function 40."""
    long = []
    for path, tree in modules(source):
        if path.startswith(HISTORY):
            continue
        lines = len((source / path).read_text(encoding="utf-8").splitlines())
        long += [f"{path} has {lines} lines"] if lines > LONGEST_FILE else []
        for function in functions(tree):
            length = (function.end_lineno or 0) - function.lineno + 1
            long += [f"{path}:{function.name} has {length} lines"] if length > LONGEST_FUNCTION else []
    return long


def nothing_is_called_vaguely(source: Path) -> list[str]:
    """A module is named for what it is about."""
    paths = (path.relative_to(source) for path in files(source / "headway", "*"))
    return [str(path) for path in paths if VAGUE_NAMES & set(path.stem.strip("_").split("_"))]


def exceptions_give_their_reason(source: Path) -> list[str]:
    """Whoever silences a checker says why, beside it."""
    found = []
    for path in files(source, "*.py"):
        with path.open("rb") as file:
            comments = [one for one in tokenize.tokenize(file.readline) if one.type == tokenize.COMMENT]
        found += [
            f"{path.relative_to(source)}:{one.start[0]} {one.string}"
            for one in comments
            if EXCUSED.search(one.string) and not REASON.search(one.string)
        ]
    return found


def nothing_is_mocked_or_skipped(source: Path) -> list[str]:
    """Tests meet what people meet; one that cannot run fails."""
    return [
        f"{path.relative_to(source)}: {found.group()}"
        for path in files(source, "*.py")
        if path.name not in {"architecture.py", "test_architecture.py"}
        for found in MOCKS.finditer(path.read_text(encoding="utf-8"))
    ]


OF_THE_SOURCE: tuple[Callable[[Path], list[str]], ...] = (
    the_domain_imports_from_its_list,
    the_settings_import_from_their_list,
    storage_functions_begin_with_their_owner,
    only_what_assembles_reads_the_clock,
    files_and_functions_are_short,
    nothing_is_called_vaguely,
    exceptions_give_their_reason,
)
OF_THE_TESTS: tuple[Callable[[Path], list[str]], ...] = (nothing_is_mocked_or_skipped, exceptions_give_their_reason)
