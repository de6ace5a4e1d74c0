"""compose/bin/retention, with a command line of AWS that only writes down: who is told for how long logs are kept."""

import os
from pathlib import Path

import pytest

from tests.compose.machine import Machine

CLOUD = {"LOG_DRIVER": "awslogs", "AWS_LOGS_REGION": "eu-central-1"}
TOLD = "logs put-retention-policy --log-group-name people --retention-in-days 30 --region eu-central-1"


@pytest.fixture
def machine(tmp_path) -> Machine:
    made = Machine(tmp_path)
    for name, value in {**CLOUD, "AWS_LOGS_GROUP": "people", "AWS_LOGS_DAYS": "30"}.items():
        made.write(name, value)
    return made


def give_aws(machine: Machine, status: int) -> Path:
    """A command line that answers with this status; the file in which it writes down what it was asked."""
    programs = machine.folder / "programs"
    programs.mkdir()
    (programs / "aws").write_text(f'#!/bin/sh\necho "$*" >>{programs}/asked\nexit {status}\n')
    (programs / "aws").chmod(0o755)
    machine.path = f"{programs}{os.pathsep}{machine.path}"
    return programs / "asked"


def test_the_group_is_told(machine):
    asked = give_aws(machine, 0)
    done = machine.run("retention")
    assert (done.returncode, done.stdout, asked.read_text()) == (0, "", f"{TOLD}\n")


def test_who_may_not_is_shown_the_command(machine):
    give_aws(machine, 254)
    done = machine.run("retention")
    assert (done.returncode, f"  aws {TOLD}\n" in done.stdout) == (0, True)


def test_without_a_number_logs_are_said_to_stay(machine):
    asked = give_aws(machine, 0)
    machine.write("AWS_LOGS_DAYS", "")
    assert "kept for ever" in machine.run("retention").stdout
    assert not asked.exists()


def test_logs_of_this_machine_are_none_of_its_business(machine):
    asked = give_aws(machine, 0)
    machine.write("LOG_DRIVER", "json-file")
    assert (machine.run("retention").stdout, asked.exists()) == ("", False)
