"""Who may change what runs, on which record, and what ends with a command, beside a Docker that only writes down."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.compose.machine import Machine
from tests.compose.pipeline import called, install
from tests.compose.releases import release, runtime, said, script, with_docker


@pytest.fixture
def machine(tmp_path) -> Machine:
    return with_docker(tmp_path)


@pytest.mark.parametrize("written", ["", "\n", "purple 20260101T000000Z\n", "blue ../../etc\n", "\0\0", "blue a b\n"])
def test_a_record_that_is_damaged_is_told_with_what_it_should_say(machine, written):
    name = release(machine, "sha-1")
    said(machine, f'note "live {name} (sha-1) in green"')
    (runtime(machine) / "live").write_text(written)
    for command in ("up", "rollout", "rollback", "releases", "scale", "restore"):
        done = machine.run(command, *(["2"] if command == "scale" else []))
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].endswith(
            f"live is damaged. Write into it what went live last: green {name}"
        )


def test_a_docker_that_does_not_answer_is_told(machine):
    """Rather than that nothing runs, which nobody knows then."""
    install(machine.folder, "docker", 'case "$1" in version) sleep 9 ;; *) exit 1 ;; esac')
    for command in ("up", "rollout", "scale", "restore", "down"):
        done = script(machine, f'compose/bin/{command} "$ENV" 2', DOCKER_SECONDS="1")
        assert done.returncode == 1
        assert done.stderr.startswith("Docker does not answer, or not to you. Start it")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_what_was_started_once_ends_with_its_command(machine, number):
    """Compose may leave before its container, or stay when its terminal is closed."""
    killed = machine.folder / "killed"
    install(machine.folder, "docker", f"""
case "$1" in
  compose) trap "" TERM HUP; while [ ! -e {killed} ]; do sleep 0.1; done ;;
  kill) touch {killed} ;;
  logs) echo "Interrupted. Nothing was changed." ;;
esac
""")  # fmt: skip
    (machine.folder / "compose/bin/running").write_text(
        'source "$(dirname "$0")/turn"\nrun_to_its_end restore true\necho and goes on\n'
    )
    started = subprocess.Popen(
        ["bash", "compose/bin/running", "production"],
        cwd=machine.folder, env={"PATH": machine.path}, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    end = time.monotonic() + 30
    while not called(machine.folder, "docker") and time.monotonic() < end:
        time.sleep(0.05)
    os.killpg(started.pid, number)
    out, err = started.communicate(timeout=30)
    assert (started.returncode, out) == (130, "")
    assert "Interrupted. Nothing was changed." in err
    asked = called(machine.folder, "docker")
    assert [line.partition(" colophon-run-")[0] for line in asked[-4:]] == [
        "kill --signal INT", "wait", "logs --tail 1", "rm --force"
    ]  # fmt: skip


@pytest.fixture
def at_work(machine) -> Iterator["subprocess.Popen[bytes]"]:
    """A command that holds the lock, and a step of it in a process of its own that lasts two seconds longer."""
    (machine.folder / "compose/bin/holding").write_text(
        'source "$(dirname "$0")/releasing"\nalone rollout\nsleep 3 & echo held\nwait\nsleep 60\n'
    )
    holder = subprocess.Popen(
        ["bash", "compose/bin/holding", "production"],
        cwd=machine.folder, env={"PATH": machine.path, "BY": "ada"}, stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    yield holder
    os.killpg(holder.pid, signal.SIGKILL)
    holder.wait(timeout=10)
    holder.stdout.close()


def test_a_second_command_at_once_is_refused_with_a_sentence(machine, at_work):
    for command in ("up", "rollout", "down", "restore"):
        done = machine.run(command)
        assert done.returncode == 1
        assert "Another command is at work: make rollout by ada, since " in done.stderr


def test_a_lock_of_a_command_that_was_killed_does_not_stay(machine, at_work):
    """What it had begun may end first."""
    os.kill(at_work.pid, signal.SIGKILL)
    at_work.wait(timeout=10)
    began = time.monotonic()
    assert "A command was killed (make rollout by ada" in said(machine, "alone rollout")
    assert 0.5 < time.monotonic() - began < 30
