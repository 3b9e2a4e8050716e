import pytest

from headway import config
from headway.services import settings


@pytest.fixture
def warned(tmp_path):
    """Give the warnings of settings, given as variables without their prefix."""

    def warned(**variables):
        environment = {"HEADWAY_DATA_DIR": str(tmp_path)} | {f"HEADWAY_{k}": v for k, v in variables.items()}
        return settings.warnings(config.load(environment), environment)

    return warned


def test_the_defaults_are_nothing_to_warn_of(warned):
    assert warned() == []


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_a_loopback_address_needs_no_https(warned, host):
    assert warned(HOST=host) == []


@pytest.mark.parametrize(
    "variables",
    [{"HOST": "0.0.0.0"}, {"HOST": "192.168.1.7"}, {"PUBLIC_URL": "http://x", "TRUSTED_PROXIES": "::1"}],
)
def test_plain_http_beyond_this_machine_is_warned_of(warned, variables):
    (warning,) = warned(**variables)
    assert "plain HTTP" in warning


def test_https_by_a_trusted_proxy_is_nothing_to_warn_of(warned):
    assert warned(PUBLIC_URL="https://x", TRUSTED_PROXIES="127.0.0.1", HOST="0.0.0.0") == []


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"PUBLIC_URL": "https://x"}, "HEADWAY_TRUSTED_PROXIES is not set"),
        ({"PUBLIC_URL": "https://x", "TRUSTED_PROXIES": "::1", "SIGNUP": "open"}, "HEADWAY_SIGNUP is open"),
        ({"BCRYPT_COST": "9"}, "HEADWAY_BCRYPT_COST is 9"),
        ({"SQLITE_SYNCHRONOUS": "NORMAL"}, "HEADWAY_SQLITE_SYNCHRONOUS is NORMAL"),
        ({"SINGUP": "open"}, "HEADWAY_SINGUP is no setting"),
    ],
)
def test_what_may_not_be_meant_is_warned_of(warned, variables, said):
    (warning,) = warned(**variables)
    assert warning.startswith(said)


def test_files_that_others_can_read_are_warned_of(warned, tmp_path):
    (tmp_path / "headway.db").touch(mode=0o600)
    assert warned() == []
    (tmp_path / "headway.db").chmod(0o640)
    (warning,) = warned()
    assert warning.endswith(f"chmod 600 {tmp_path / 'headway.db'}")
