"""Takes the README's picture: the true `headway today`, in a terminal, through Chromium.

make picture   # python -m tests.docs.picture
"""

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.docs import console, demo
from tests.docs.markdown import ROOT

PICTURE = ROOT / "docs" / "images" / "today.png"
COLUMNS = 72

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1.5"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_THEME = TerminalTheme(
    (250, 249, 246),
    (38, 38, 34),
    [(38, 38, 34), (178, 60, 50), (60, 120, 60), (150, 110, 20), (50, 90, 160), (130, 70, 140), (40, 120, 130),
     (110, 110, 104)],
)  # fmt: skip


def take() -> None:
    """Import a backup, set a goal and a counter, and take the picture of what today asks for."""
    today = console.today()
    began = today - timedelta(days=23)
    with tempfile.TemporaryDirectory() as folder:
        here = console.place(Path(folder), console.OUR_CURL)
        demo.backup(here.folder / "loop.db", today)
        for command in (
            "headway import loop.db --user you@example.org --yes",
            "headway done Meditate",
            "headway done 'Water the plants'",
            f"headway add goal Holiday --target 1200 --deadline {today.year + 1}-06-30 --unit EUR --value 742.50",
            f"headway add goal 'Without sugar' --counter --counts-days --since {began} --unit days",
        ):
            here.run([console.Step(command)], {})
        shown = _on_a_terminal(here)
        _photograph(_page(shown), Path(folder))


def _on_a_terminal(here: console.Place) -> str:
    """Run the command on a terminal of its own, and give what it wrote there, colours included."""
    ours, theirs = pty.openpty()
    environment = dict(here.environment) | {"TERM": "xterm-256color", "COLUMNS": str(COLUMNS)}
    command = [str(Path(sys.executable).parent / "headway"), "today"]
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        written = b""
        while running.poll() is None or written[-1:] != b"\n":
            try:
                written += os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
    return "$ headway today\n" + written.decode().replace("\r\n", "\n")


def _page(shown: str) -> tuple[str, int]:
    lines = shown.rstrip("\n").splitlines()
    screen = Console(record=True, width=COLUMNS, file=Path(os.devnull).open("w"))  # noqa: SIM115 -- nowhere
    screen.print(Text.from_ansi("\n".join(lines)))
    text = screen.export_html(theme=_THEME, inline_styles=True, code_format="{code}")
    style = (
        "margin:0;padding:20px 24px;background:rgb(250,249,246);color:rgb(38,38,34);"
        "font:15px/1.45 'DejaVu Sans Mono',monospace;white-space:pre"
    )
    return f'<!doctype html><meta charset="utf-8"><body style="{style}">{text}</body>', len(lines)


def _photograph(page: tuple[str, int], folder: Path) -> None:
    html, lines = page
    source = folder / "page.html"
    source.write_text(html)
    chromium = next(filter(None, map(shutil.which, (os.environ.get("HEADWAY_CHROMIUM", ""), *_CHROMIUM))), None)
    if chromium is None:
        sys.exit("A Chromium is needed: HEADWAY_CHROMIUM may name one.")
    PICTURE.parent.mkdir(exist_ok=True)
    size = f"--window-size={round(COLUMNS * 9.04) + 48},{round(lines * 21.75) + 40}"
    subprocess.run(
        [chromium, *_FLAGS, size, f"--user-data-dir={folder}/profile", f"--screenshot={PICTURE}", source.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip


if __name__ == "__main__":
    take()
