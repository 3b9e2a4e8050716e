"""The files that operators start from agree with the program, with each other, and with their pages."""

import re
import tomllib

import pytest
import yaml  # type: ignore[import-untyped] # it comes without types

from headway import config, serving
from headway.edge import bodies
from headway.services.loop import MOST_BYTES as LONGEST_FILE
from headway.storage.database import OLDEST_POSTGRESQL
from tests.docs import reference
from tests.docs.markdown import ROOT

DEPLOY, PAGES = ROOT / "deploy", ROOT / "docs" / "operations"
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = {path.name: yaml.safe_load(path.read_text()) for path in sorted(ROOT.glob("compose*.yaml"))}
UNIT, NGINX, CADDY = (DEPLOY / name for name in ("headway.service", "nginx.conf", "Caddyfile"))
DEFAULTS = {setting.name: setting.default for setting in config.SETTINGS}
PORT = DEFAULTS["HEADWAY_PORT"]
FILES = [ROOT / "Dockerfile", *ROOT.glob("compose*.yaml"), *(path for path in DEPLOY.rglob("*") if path.is_file())]
MIB = 1024 * 1024

SERVICES = pytest.mark.parametrize(
    ("file", "name"), [(file, name) for file, content in COMPOSE.items() for name in content["services"]]
)
PROXIES = pytest.mark.parametrize("path", [NGINX, CADDY], ids=lambda path: path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path):
    assert set(re.findall(r"HEADWAY_\w+", path.read_text())) <= set(DEFAULTS)


def test_every_page_is_in_the_index_and_every_file_in_a_page():
    index = (PAGES / "README.md").read_text()
    pages = {path.name for path in PAGES.glob("*.md")} - {"README.md"}
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", index)) == pages
    everything = "".join(path.read_text() for path in PAGES.glob("*.md"))
    told = [path.relative_to(ROOT).as_posix() for path in FILES if path.suffix != ".sh"]
    assert [path for path in told if path not in everything] == []


class TestDockerfile:
    def test_what_is_copied_is_there_and_is_sent_to_the_builder(self):
        copied = [
            source
            for line in re.findall(r"^COPY (?!--)(.+)$", DOCKERFILE, re.MULTILINE)
            for source in line.split()[:-1]
        ]
        sent = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
        assert set(copied) == sent
        assert all((ROOT / source).exists() for source in copied)

    def test_both_stages_have_the_same_python_and_one_that_is_supported(self):
        (version,) = set(re.findall(r"^FROM python:(\d\.\d+)-slim", DOCKERFILE, re.MULTILINE))
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
        assert tuple(map(int, version.split("."))) >= tuple(map(int, declared.removeprefix(">=").split(".")))

    def test_dependencies_are_the_pinned_ones_and_nothing_else_is_fetched(self):
        installs = re.findall(r"pip install (.+?)(?: \\)?$", DOCKERFILE, re.MULTILINE)
        assert installs == ["--require-hashes -r requirements/runtime.txt", "--no-deps --no-build-isolation ."]

    def test_the_same_port_is_listened_on_told_and_checked(self):
        assert f"HEADWAY_PORT={PORT}\n" in DOCKERFILE
        assert f"\nEXPOSE {PORT}\n" in DOCKERFILE
        assert f"http://127.0.0.1:{PORT}/readyz" in DOCKERFILE

    def test_it_serves_as_somebody_who_is_nobody_and_is_stopped_as_servers_are(self):
        assert re.search(r"^USER (\d+):\1$", DOCKERFILE, re.MULTILINE)
        assert DOCKERFILE.index("\nUSER ") < DOCKERFILE.index("\nENTRYPOINT ")
        assert '\nENTRYPOINT ["headway"]\nCMD ["serve"]\n' in DOCKERFILE
        assert "\nSTOPSIGNAL SIGTERM\n" in DOCKERFILE


class TestCompose:
    @SERVICES
    def test_a_service_of_ours_may_do_little_and_is_given_time_to_stop(self, file, name):
        service = COMPOSE[file]["services"][name]
        if service.get("build") is None:
            assert service["image"].startswith("postgres:")
            return
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        words = service.get("command", ["serve"])
        assert " ".join(["headway", *words]) in {called for called, _ in reference.every_command()}
        if words[0] == "serve":
            assert int(service["stop_grace_period"].removesuffix("s")) > serving.STOP_SECONDS
            assert service["ports"] == [f"127.0.0.1:{PORT}:{PORT}"]

    @SERVICES
    def test_what_a_service_waits_for_and_keeps_its_things_in_is_there(self, file, name):
        content = COMPOSE[file]
        service = content["services"][name]
        assert set(service.get("depends_on", {})) <= set(content["services"])
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (ROOT / source).is_file() if source.startswith(".") else source in content["volumes"]

    def test_the_embedded_database_is_in_the_volume(self):
        (volume,) = COMPOSE["compose.yaml"]["services"]["headway"]["volumes"]
        place = volume.partition(":")[2]
        assert f"HEADWAY_DATA_DIR={place} " in DOCKERFILE
        assert f"\nVOLUME {place}\n" in DOCKERFILE

    def test_the_owner_migrates_before_the_lesser_role_serves(self):
        services = COMPOSE["compose.postgresql.yaml"]["services"]
        roles = re.findall(
            r"^CREATE ROLE (\w+) LOGIN", (DEPLOY / "postgresql" / "roles.sql").read_text(), re.MULTILINE
        )
        urls = [services[name]["environment"]["HEADWAY_DATABASE_URL"] for name in ("migrate", "headway")]
        assert [re.findall(r"//(\w+):", url) for url in urls] == [[role] for role in roles]
        assert services["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
        assert services["headway"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}

    def test_postgresql_is_new_enough_and_its_script_is_run_rather_than_read(self):
        database = COMPOSE["compose.postgresql.yaml"]["services"]["database"]
        assert int(database["image"].partition(":")[2]) >= OLDEST_POSTGRESQL
        assert (DEPLOY / "postgresql" / "init.sh").stat().st_mode & 0o111


class TestUnit:
    def test_it_runs_a_command_that_exists_with_the_files_that_are_told(self):
        unit = UNIT.read_text()
        assert "\nExecStart=/opt/headway/bin/headway serve\n" in unit
        assert "\nEnvironmentFile=-/etc/headway.env\n" in unit
        place = re.search(r"Environment=HEADWAY_DATA_DIR=(\S+)", unit)
        assert place is not None
        assert place[1] == "/var/lib/" + re.findall(r"^StateDirectory=(\w+)$", unit, re.MULTILINE)[0]

    def test_it_leaves_time_to_stop(self):
        (seconds,) = re.findall(r"^TimeoutStopSec=(\d+)$", UNIT.read_text(), re.MULTILINE)
        assert int(seconds) > serving.STOP_SECONDS

    def test_its_settings_can_be_read(self, tmp_path):
        text = (DEPLOY / "headway.env").read_text()
        given = dict(re.findall(r"^#?(HEADWAY_\w+)=(.+)$", text, re.MULTILINE))
        read = config.load({**given, "HEADWAY_DATA_DIR": str(tmp_path)})
        assert read.public_url is not None
        assert read.trusted_proxies


class TestProxies:
    @PROXIES
    def test_it_leads_to_where_headway_listens(self, path):
        found = re.findall(r"127\.0\.0\.1:(\d+)", path.read_text())
        assert set(found) == {PORT}
        assert len(found) == 2

    @PROXIES
    def test_what_headway_takes_passes_and_imports_alone_may_be_long(self, path):
        sizes = [
            int(size) * MIB for size in re.findall(r"(?:max_body_size|max_size) (\d+)(?:m;|MiB)", path.read_text())
        ]
        assert sorted(sizes) == [2 * bodies.MOST_BYTES, LONGEST_FILE]
        assert len(re.findall(r"/api/v1/imports\b", path.read_text())) == 1

    @PROXIES
    def test_every_brace_is_closed(self, path):
        text = re.sub(r"#.*", "", path.read_text())
        assert text.count("{") == text.count("}") > 0
