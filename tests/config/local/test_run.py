"""`make run`: what it refuses, in one sentence, and what it leaves behind, which is nothing."""

import os
import socket
import subprocess
import sys

import pytest

from config import env
from config.local import postgres, run
from tests.processes import SLEEPER, group_members, until

PORT_OF_NOBODY = "http://localhost:9"


@pytest.fixture
def environment() -> dict[str, str]:
    """As on a machine where nothing is set."""
    known = {variable.name for variable in env.VARIABLES}
    kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in known}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def refusal(environment: dict[str, str], **variables: str) -> str:
    """What `make run` says when it ends by itself. The lock on this checkout is left to who holds it."""
    script = "import contextlib; from config.local import run; run._only_one_run = contextlib.nullcontext; "
    ended = subprocess.run(
        [sys.executable, "-c", f"{script} raise SystemExit(run.main())"],
        cwd=postgres.CHECKOUT,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1, ended
    assert ended.stderr.count("\n") == 1, ended.stderr
    return ended.stderr


def test_a_taken_port_is_named_with_another(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = refusal(environment, SITE_URL=f"http://localhost:{port}")
    assert f"Port {port} is taken" in sentence
    assert f"SITE_URL=http://localhost:{port + 1} make run" in sentence


def test_a_taken_port_of_the_practice_provider_is_named(environment, free_port):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", run.PROVIDER_PORT))
            taken.listen()
        except OSError:
            pass  # a Colophon runs here, which is what this is about
        sentence = refusal(environment, SITE_URL=f"http://localhost:{free_port}")
    assert f"Port {run.PROVIDER_PORT} is taken" in sentence
    assert "OIDC_ISSUER" in sentence


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"SITE_URL": "https://people.example.org"}, "serves http on localhost only"),
        ({"SITE_URL": "nonsense"}, "SITE_URL is malformed"),
        ({"DATABASE_URL": "mysql://u:c4n4ry@h/n"}, "DATABASE_URL is malformed"),
        ({"DATABASE_URL": "postgres://u:c4n4ry@127.0.0.1:9/n"}, "DATABASE_URL (or POSTGRES_HOST) does not let us in"),
        ({"POSTGRES_HOST": "/nowhere"}, "does not let us in"),
        ({"GUNICORN_THREADS": "many", "POSTGRES_HOST": "/nowhere"}, "GUNICORN_THREADS is malformed"),
    ],
)
def test_what_cannot_work_is_one_sentence(environment, free_port, variables, said):
    given = {"SITE_URL": f"http://localhost:{free_port}", "OIDC_ISSUER": PORT_OF_NOBODY} | variables
    sentence = refusal(environment, **given)
    assert said in sentence
    assert "c4n4ry" not in sentence


def test_a_second_run_in_the_same_folder_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "CHECKOUT", tmp_path)
    second = pytest.raises(run.Stop, match="runs from this folder already")
    with run._only_one_run(), second, run._only_one_run():
        pass
    with run._only_one_run():
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "CHECKOUT", tmp_path)
    tmp_path.chmod(0o500)
    with pytest.raises(run.Stop, match="cannot be used"), run._only_one_run():
        pass


def test_a_child_ends_with_its_own_children():
    with run._child([sys.executable, "-c", SLEEPER + "time.sleep(60)"]) as process:
        assert until(lambda: len(group_members(process.pid)) == 2)
    assert until(lambda: not group_members(process.pid))


def test_a_child_that_will_not_end_is_killed():
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with run._child([sys.executable, "-c", stubborn], output=subprocess.PIPE) as process:
        process.stdout.readline()
    assert not group_members(process.pid)
    process.stdout.close()


def test_waiting_ends_when_the_process_does(free_port):
    with run._child([sys.executable, "-c", ""]) as process, pytest.raises(run.Stop, match="The site does not start"):
        run._wait_for(free_port, process, "The site")


def test_the_welcome_says_what_to_open_and_how_to_sign_in(monkeypatch):
    monkeypatch.delenv("OIDC_ISSUER", raising=False)
    welcome = run._welcome("http://localhost:8000")
    assert "http://localhost:8000" in welcome
    assert "ada, ben or cleo" in welcome
    monkeypatch.setenv("OIDC_ISSUER", "https://provider.example.org")
    assert "provider in OIDC_ISSUER" in run._welcome("http://localhost:8000")
