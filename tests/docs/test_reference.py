"""The reference names every setting, command and problem there is, and nothing else."""

import json
import re
import tomllib

import pytest

from headway import config
from headway.api.wire import values
from headway.domain.errors import RejectedError
from headway.domain.users import check_password
from headway.edge.problems import describe
from tests.docs import reference
from tests.docs.markdown import ROOT, blocks


@pytest.mark.parametrize("page", reference.WRITTEN, ids=lambda page: page.name)
def test_the_written_part_is_what_the_code_says(page):
    assert page.read_text() == reference.renewed(page), "Run: make docs"


def test_every_command_and_every_option_says_what_it_does():
    for words, command in reference.every_command():
        assert command.help, words
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{words}: {parameter.name}"


def test_the_file_of_settings_in_the_reference_is_one(tmp_path):
    (example,) = blocks(reference.SETTINGS, "toml")
    assert tomllib.loads(example)
    (tmp_path / config.FILE).write_text(example)
    read = config.load({"HEADWAY_DATA_DIR": str(tmp_path)})
    assert (read.port, len(read.trusted_proxies)) == (8080, 2)


def test_the_problem_in_the_reference_is_one():
    (example,) = blocks(reference.PROBLEMS, "json")
    said = json.loads(example)
    with pytest.raises(RejectedError) as refusal:
        check_password("password", "seven77")
    problem = describe(refusal.value)
    assert problem is not None
    assert json.loads(values.encode(problem.body(said["requestId"]))) == said


def test_a_link_to_a_setting_is_to_one():
    named = set(re.findall(r"HEADWAY_[A-Z_]+", "".join(page.read_text() for page in (ROOT / "docs").rglob("*.md"))))
    assert named - {"HEADWAY_"} <= {setting.name for setting in config.SETTINGS}
