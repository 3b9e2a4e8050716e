"""Finding a Chromium: by HEADWAY_CHROMIUM, on PATH, as Playwright downloads it, or by apt where that is allowed."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)
_TRIED = (
    "No Chromium was found: not by HEADWAY_CHROMIUM, not on PATH ({}), not by Playwright's download (playwright "
    "install chromium), and not by apt, which takes root (apt-get install chromium)."
)
_DEBIAN = Path("/usr/bin/chromium")


def find() -> str:
    """Give the path of a Chromium, installing Debian's where there is none and it can be.

    Raises RuntimeError naming everything that was tried.
    """
    with _alone():
        for found in _candidates():
            if found and Path(found).exists():
                return str(found)
    raise RuntimeError(_TRIED.format(", ".join(NAMES)))


def find_shell() -> str:
    """Give the path of Chromium's headless shell, which paints the same pages but no window around them.

    It takes less than half the time. Where there is none, or HEADWAY_CHROMIUM names one, it is what `find` finds.
    """
    return (not os.environ.get("HEADWAY_CHROMIUM") and shutil.which(SHELL)) or find()


@contextmanager
def _alone() -> Iterator[None]:
    """Let no other process of the tests look meanwhile: it would take one for there that is half installed."""
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _candidates() -> Iterator[str | None]:
    named = os.environ.get("HEADWAY_CHROMIUM")
    if named:
        yield shutil.which(named) or named
    yield from map(shutil.which, NAMES)
    yield _downloaded()
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        yield _by_apt()


def _downloaded() -> str:
    """Ask Playwright where its own would be, in a process of its own."""
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as it: print(it.chromium.executable_path)"
    return subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()


def _by_apt() -> str:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *words], env=environment, capture_output=True, check=False)
    return str(_DEBIAN)
