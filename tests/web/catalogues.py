"""The catalogues of words: every text of the pages, and every sentence that the rules refuse with.

make words      # brings each catalogue up to date: new texts untranslated, old ones gone
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from headway.domain.errors import Code
from headway.edge.problems import KINDS

SOURCE = Path(__file__).parents[2] / "src" / "headway"
WEB = SOURCE / "web"
LOCALES = WEB / "locales"
WIDTH = 116
_HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Headway\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
_METHODS = [("**/node_modules/**", "ignore"), ("built/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2")]
_KEYWORDS = {**DEFAULT_KEYWORDS, "later": None}
_OPTIONS = {"**.html": {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}}
_FOR_OPERATORS = {SOURCE / "services" / "settings.py"}
_REFUSING = ("domain", "services", "edge")


def languages() -> list[str]:
    """List the languages that have a catalogue."""
    return sorted(path.parent.name for path in LOCALES.glob("*/headway.po"))


def template() -> Catalog:
    """Make a catalogue of everything that is to be said, with nothing said yet."""
    catalogue = Catalog(project="Headway", charset="utf-8", fuzzy=False)
    found = extract_from_dir(str(WEB), _METHODS, _OPTIONS, _KEYWORDS, comment_tags=("L10N:",))
    for path, line, message, comments, context in found:
        catalogue.add(message, locations=[(f"web/{path}", line)], auto_comments=comments, context=context)
    for path, line, sentence in refusals():
        catalogue.add(sentence, locations=[(path, line)], flags=())
    return catalogue


def refusals() -> Iterator[tuple[str, int, str]]:
    """List the sentences and titles that something is refused with, as `Words.detail` looks for them."""
    for code in Code:
        yield "domain/errors.py", 1, code.title
    for kind in KINDS.values():
        yield "edge/problems.py", 1, kind.title
    for folder in _REFUSING:
        for path in sorted(set((SOURCE / folder).rglob("*.py")) - _FOR_OPERATORS):
            for line, text in _sentences(ast.parse(path.read_text(encoding="utf-8"))):
                yield path.relative_to(SOURCE).as_posix(), line, text
    yield from (
        ("web/forms.py", line, text) for line, text in _sentences(ast.parse((WEB / "forms.py").read_text()))
    )


def _sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give every text that reads like a sentence, with {0}, {1} … for what is put into it; no docstring is one."""
    for node in ast.iter_child_nodes(tree):
        text = _text(node)
        if text:
            if (text[0].isupper() or text.startswith("{0} ")) and text[-1] in ".?" and " " in text:
                yield node.lineno, text  # type: ignore[attr-defined] # every expression has a line
        elif not _is_told_elsewhere(node):
            yield from _sentences(node)


def _is_told_elsewhere(node: ast.AST) -> bool:
    """Pass over docstrings, and over what codes and kinds of problems mean, which pages never say."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.ClassDef):
        return node.name == "Code"
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Kind"


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    places = iter(range(10))
    parts = (
        part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else f"{{{next(places)}}}"
        for part in node.values
    )
    return "".join(parts)


def sources(message: Message) -> list[str]:
    """Give what is said in English: the text, or where there are many, both."""
    return [message.id] if isinstance(message.id, str) else list(map(str, message.id))


def said(message: Message) -> list[str]:
    """Give what is said in the language, in each of its forms."""
    return [message.string or ""] if isinstance(message.string, str | None) else list(map(str, message.string))


def load(language: str) -> Catalog:
    """Read the catalogue of a language."""
    with (LOCALES / language / "headway.po").open("rb") as file:
        return read_po(file, locale=language)


def brought_up_to_date(language: str) -> Catalog:
    """Read the catalogue of a language with every text that there is now, and without those that are gone."""
    catalogue = load(language)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(language: str, catalogue: Catalog) -> bytes:
    """Write a catalogue: sorted, and with nothing in it that changes by itself."""
    file = BytesIO()
    file.write(_HEADER.format(language=language, plural_forms=catalogue.plural_forms).encode())
    write_po(file, catalogue, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    return file.getvalue()


def update() -> None:
    """Bring every catalogue up to date."""
    for language in languages():
        text = written(language, brought_up_to_date(language))
        (LOCALES / language / "headway.po").write_bytes(text)


if __name__ == "__main__":
    update()
