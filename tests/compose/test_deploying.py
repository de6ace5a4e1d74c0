"""What is decided about a release on its way to a machine, and how the site is looked at afterwards."""

import json
import runpy
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.compose import pipeline
from tests.compose.machine import Machine
from tests.compose.pipeline import called, install, run
from tests.repository import tree
from tests.stack import own_certificate

GIVEN = {"ENV": "production", "IMAGE_TAG": "sha-1", "DEPLOY_INSTANCE": "i-1", "PAUSE": "0"}
IMAGES = ("colophon", "colophon-backup", "colophon-monitor")
# Writes down what is sent to a machine, then tells one line of `states` after another, and the last again and again.
SYSTEMS_MANAGER = """
case "$2 $*" in
  send-command*)
    for word; do [ "$before" = --parameters ] && printf %s "$word" >sent; before=$word; done
    echo command-1 ;;
  *Content*) echo "what the machine said" ;;
  *)
    state=$(head -n 1 states)
    [ "$(wc -l <states)" -gt 1 ] && sed -i 1d states
    case "$state" in *Error*) echo "$state" >&2; exit 254 ;; *) echo "$state" ;; esac ;;
esac
"""
smoke = runpy.run_path(str(tree.ROOT / "compose/smoke.py"))


@pytest.fixture
def checkout(tmp_path) -> Path:
    made = pipeline.checkout(tmp_path)
    install(made, "aws", SYSTEMS_MANAGER)
    return made


def deployed(checkout: Path, *states: str, **given: str) -> "subprocess.CompletedProcess[str]":
    (checkout / "states").write_text("".join(f"{state}\n" for state in states))
    return run(checkout, "deploy", **{**GIVEN, "DEPLOY_FOLDER": str(checkout), **given})


@pytest.mark.parametrize(
    "states",
    [
        ("Success",),
        ("Pending", "InProgress", "Delayed", "InProgress", "Success"),
        ("An Error (InvocationDoesNotExist)", "InProgress", "Success"),
    ],
)
def test_a_machine_is_waited_for_until_it_is_done(checkout, states):
    done = deployed(checkout, *states)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "what the machine said\n"
    assert len(called(checkout, "aws")) == len(states) + 2


@pytest.mark.parametrize("state", ["Failed", "TimedOut", "Cancelled"])
def test_a_machine_that_did_not_do_it_has_failed_and_says_why(checkout, state):
    done = deployed(checkout, "InProgress", state)
    assert done.returncode == 1
    assert "what the machine said" in done.stdout


def test_a_machine_that_is_never_done_is_not_waited_for_longer(checkout):
    done = deployed(checkout, "InProgress", SECONDS_TO_WAIT="0")
    assert done.returncode == 1
    assert "not done yet" in done.stderr


def test_who_may_not_ask_a_machine_is_told_at_once(checkout):
    done = deployed(checkout, "An Error (AccessDenied)")
    assert done.returncode == 1
    assert "AccessDenied" in done.stderr


def sent(checkout: Path) -> str:
    (command,) = json.loads((checkout / "sent").read_text())["commands"]
    return str(command)


def test_a_machine_is_told_to_roll_out_and_in_whose_name(checkout):
    assert deployed(checkout, "Success", GITHUB_ACTOR="ada; id").returncode == 0
    assert sent(checkout) == f"cd {checkout} && BY=ada__id make rollout ENV=production IMAGE_TAG=sha-1"


def test_a_machine_takes_back_what_did_not_pass_the_look_at_it_and_nothing_else(checkout):
    assert deployed(checkout, "Success", GITHUB_ACTOR="ada", ROLLBACK="1").returncode == 0
    assert sent(checkout) == f"cd {checkout} && BY=ada make rollback ENV=production FROM=sha-1"


@pytest.mark.parametrize(
    "odd", [{"IMAGE_TAG": "1; id"}, {"IMAGE_TAG": "sha-$(id)"}, {"DEPLOY_FOLDER": '/srv"; id'}, {"ENV": "local"}]
)
def test_what_is_no_tag_is_never_sent_to_a_machine(checkout, odd):
    assert deployed(checkout, "Success", **odd).returncode == 1
    assert called(checkout, "aws") == []


@pytest.mark.parametrize("tag", ["main", "latest", "production", "branch-mine", "pr-17", "", "local"])
def test_a_tag_that_moves_is_never_deployed(checkout, tag):
    """What it names may have changed since its signature was verified."""
    done = deployed(checkout, "Success", IMAGE_TAG=tag)
    assert "a tag that never moves" in done.stderr
    assert called(checkout, "aws") == []


@pytest.mark.parametrize("tag", ["1.2.0", "sha-" + "c" * 40, "sha-" + "c" * 40 + "-20261101"])
def test_a_tag_that_stays_is_deployed(checkout, tag):
    assert deployed(checkout, "Success", IMAGE_TAG=tag).returncode == 0
    assert sent(checkout).endswith(f"make rollout ENV=production IMAGE_TAG={tag}")


@pytest.fixture
def machine(tmp_path) -> Machine:
    """One whose Docker has no image but those that a test writes into `images`."""
    made = Machine(tmp_path)
    (tmp_path / "images").write_text("")
    install(
        tmp_path, "docker",
        'case "$*" in image*) shift 2; for image; do case "$image" in -* | {*) ;; '
        '*) grep -qx "$image" images || exit 1 ;; esac; done ;; esac',
    )  # fmt: skip
    made.path = f"{tmp_path}/programs:{made.path}"
    return made


def built(machine: Machine) -> list[str]:
    return [line for line in called(machine.folder, "docker") if line.startswith("buildx build")]


def test_todays_code_is_not_built_under_the_name_of_an_old_release(machine):
    machine.write("IMAGE_TAG", "1.0.0")
    (machine.folder / "images").write_text("colophon:1.0.0\n")
    done = machine.run("up")
    assert done.returncode == 1
    assert "make image TAG=1.0.0" in done.stderr
    assert built(machine) == []


def test_what_has_no_other_name_is_built_where_it_lacks(machine):
    machine.run("up")
    assert [line.split("--tag ")[1].split()[0] for line in built(machine)] == [f"{name}:local" for name in IMAGES]


def test_what_is_there_under_its_name_is_not_built_again(machine):
    machine.write("IMAGE_TAG", "1.0.0")
    (machine.folder / "images").write_text("".join(f"{name}:1.0.0\n" for name in IMAGES))
    assert "make image" not in machine.run("up").stderr
    assert [line for line in called(machine.folder, "docker") if " up --detach" in line]
    assert built(machine) == []


class Site:
    """Three pages, which a test may break."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.answers = answers = {"/healthz/ready": b'{"status": "ok"}', "/": b"<html", "/people/": b"<html"}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = answers.get(self.path)
                self.send_response(200 if body is not None else 503)
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.address = f"{'https' if context else 'http'}://localhost:{self.server.server_address[1]}"

    def __enter__(self) -> "Site":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as made:
        yield made


def test_a_site_that_answers_passes(site):
    assert smoke["main"](site.address, 0) == 0


@pytest.mark.parametrize(
    ("path", "answer"), [("/", None), ("/people/", b"oops"), ("/healthz/ready", b'{"status": "failed"}')]
)
def test_a_site_that_answers_something_else_fails(site, capsys, path, answer):
    site.answers.pop(path) if answer is None else site.answers.update({path: answer})
    assert smoke["main"](site.address, 0) == 1
    assert path in capsys.readouterr().err


def test_a_certificate_that_nobody_trusts_passes_on_the_test_site_alone(tmp_path, capsys):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate.write(tmp_path, "localhost"), tmp_path / "tls.key")
    with Site(context) as site:
        assert smoke["main"](site.address, 0) == 1
        assert "CERTIFICATE_VERIFY_FAILED" in capsys.readouterr().err
        assert smoke["main"](site.address, 0, "any") == 0


@pytest.mark.parametrize(
    ("given", "trust"),
    [
        ({"ENV": "production"}, "public"),
        ({}, "public"),
        ({"ENV": "dev"}, "any"),
        ({"ENV": "dev", "TRUST": "public"}, "public"),
    ],
)
def test_whose_certificates_are_believed_follows_from_the_environment(checkout, given, trust):
    assert run(checkout, "smoke", URL="https://people.example.org/", **given).returncode == 0
    (asked,) = called(checkout, "docker")
    assert asked.endswith(f" - https://people.example.org 120 {trust}")
