from ipaddress import ip_network
from pathlib import Path

import pytest

from headway import config
from headway.config import MASK, SETTINGS, SettingsError, Signup, Source


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def load(folder):
    """Read the settings from variables, given without their prefix, and from what the file holds."""

    def load(in_file="", **variables):
        folder.mkdir(exist_ok=True)
        (folder / "headway.toml").write_text(in_file, encoding="utf-8")
        return config.load({"HEADWAY_DATA_DIR": str(folder)} | {f"HEADWAY_{k}": v for k, v in variables.items()})

    return load


def test_every_setting_has_the_default_that_is_promised(folder):
    read = config.load({"HEADWAY_DATA_DIR": str(folder)})
    assert {one.name: one.value for one in config.show(read)} == {
        "HEADWAY_DATA_DIR": str(folder),
        "HEADWAY_DATABASE_URL": f"sqlite:///{folder}/headway.db",
        "HEADWAY_DATABASE_CONNECTIONS": "10",
        "HEADWAY_HOST": "127.0.0.1",
        "HEADWAY_PORT": "8000",
        "HEADWAY_PUBLIC_URL": "",
        "HEADWAY_TRUSTED_PROXIES": "",
        "HEADWAY_SIGNUP": "first",
        "HEADWAY_BCRYPT_COST": "12",
        "HEADWAY_USER": "",
        "HEADWAY_SERVER": "",
        "HEADWAY_TOKEN": "",
        "HEADWAY_RATE_LIMIT_URL": "memory",
        "HEADWAY_SQLITE_SYNCHRONOUS": "FULL",
    }
    assert {one.source for one in config.show(read)[1:]} == {Source.DEFAULT}
    assert (read.public_url, read.trusted_proxies, read.user, read.token) == (None, (), None, None)


def test_the_data_directory_is_the_platforms_unless_it_is_set(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert config.load({}).data_dir.is_relative_to(tmp_path)
    assert config.load({"HEADWAY_DATA_DIR": "~/mine"}).data_dir == tmp_path / "mine"
    assert config.load({"HEADWAY_DATA_DIR": "here"}).data_dir == Path.cwd() / "here"


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(load):
    read = load('port = 9000\nhost = "::1"\ntrusted_proxies = ["10.0.0.0/8", "::1"]', PORT="9001", HOST="")
    assert (read.port, read.host) == (9001, "::1")
    assert read.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))
    assert [read.sources[one] for one in ("port", "host", "signup")] == [
        Source.ENVIRONMENT, Source.FILE, Source.DEFAULT,
    ]  # fmt: skip


def test_values_are_read_as_what_they_are(load):
    read = load(
        SIGNUP="open", BCRYPT_COST="4", SQLITE_SYNCHRONOUS="NORMAL", DATABASE_URL="postgres://me@db/headway"
    )
    assert (read.signup, read.bcrypt_cost, read.sqlite_synchronous) == (Signup.OPEN, 4, "NORMAL")
    assert read.database_url == "postgresql://me@db/headway"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("https://Headway.example.org/", "https://headway.example.org"),
        ("https://headway.example.org:443", "https://headway.example.org"),
        ("http://[FD00::1]:8080", "http://[fd00::1]:8080"),
    ],
)
def test_a_public_url_is_read_as_browsers_write_an_origin(load, given, read):
    assert load(PUBLIC_URL=given).public_url == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"), ("PORT", "65536"), ("PORT", "80.0"), ("PORT", "tcp://10.0.0.1:8000"), ("PORT", "٣"),
        ("HOST", "a b"), ("HOST", "http://x"),
        ("PUBLIC_URL", "headway.example.org"), ("PUBLIC_URL", "ftp://x"), ("PUBLIC_URL", "https://x/path"),
        ("PUBLIC_URL", "https://me:secret@x"), ("PUBLIC_URL", "https://x:port"), ("PUBLIC_URL", "https://"),
        ("TRUSTED_PROXIES", "10.0.0.0/33"), ("TRUSTED_PROXIES", "10.0.0.1/8"), ("TRUSTED_PROXIES", "proxy"),
        ("SIGNUP", "everybody"), ("BCRYPT_COST", "3"), ("BCRYPT_COST", "19"), ("BCRYPT_COST", "-12"),
        ("DATABASE_URL", "mysql://x/y"), ("DATABASE_URL", "sqlite://"), ("DATABASE_URL", "headway.db"),
        ("DATABASE_URL", "postgresql://host"), ("DATABASE_CONNECTIONS", "0"),
        ("RATE_LIMIT_URL", "memcached://x"), ("SQLITE_SYNCHRONOUS", "OFF"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_by_name(load, name, value):
    with pytest.raises(SettingsError, match=f"^HEADWAY_{name}") as caught:
        load(**{name: value})
    assert "needed" in str(caught.value) or "follow" in str(caught.value) or "Port" in str(caught.value)


def test_every_bad_value_is_named_at_once(load):
    with pytest.raises(SettingsError) as caught:
        load("port = 0", SIGNUP="x")
    assert str(caught.value).splitlines() == [
        "HEADWAY_PORT is “0” (headway.toml): a whole number from 1 to 65535 is needed.",
        "HEADWAY_SIGNUP is “x” (environment): one of first, open, closed is needed.",
    ]


@pytest.mark.parametrize(
    ("in_file", "said"),
    [
        ("prt = 1", "settings that do not exist there: prt"),
        ('data_dir = "/elsewhere"', "settings that do not exist there: data_dir"),
        ("port = true", "port is text, a whole number or a list"),
        ("port = 8000.0", "port is text, a whole number or a list"),
        ("trusted_proxies = [1]", "trusted_proxies is text, a whole number or a list"),
        ("port = ", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused(load, in_file, said):
    with pytest.raises(SettingsError, match=f"headway.toml.*{said}"):
        load(in_file)


def test_secrets_are_masked_where_settings_are_shown(load):
    read = load(
        TOKEN="s3cret", DATABASE_URL="postgresql://me:s3cret@db:5432/headway", RATE_LIMIT_URL="redis://:s3cret@r"
    )
    shown = {one.name: one.value for one in config.show(read)}
    assert shown["HEADWAY_TOKEN"] == MASK
    assert shown["HEADWAY_DATABASE_URL"] == f"postgresql://me:{MASK}@db:5432/headway"
    assert "s3cret" not in str(shown)


def test_secrets_are_not_in_refusals(load):
    with pytest.raises(SettingsError) as caught:
        load(DATABASE_URL="mysql://me:s3cret@db/x", RATE_LIMIT_URL="http://me:s3cret@db")
    assert "s3cret" not in str(caught.value)


def test_variables_that_are_no_settings_are_found():
    assert config.unknown({"HEADWAY_SINGUP": "open", "HEADWAY_PORT": "1", "HOME": "/"}) == ["HEADWAY_SINGUP"]


def test_every_setting_is_described():
    assert all(one.meaning for one in SETTINGS)
    assert {one.field for one in SETTINGS} == set(config.Config.__slots__) - {"sources"}
