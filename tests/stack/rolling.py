"""Releases for the tests of rollouts, made of the image under test; people who write; rollouts that are killed."""

import contextlib
import os
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import partial

import requests

from tests.repository import tree
from tests.stack import engine, members
from tests.stack.asking import BROKEN
from tests.stack.checkout import ENVIRONMENT
from tests.stack.meanwhile import meanwhile
from tests.stack.stack import IMAGE, OURS, Stack
from tests.stack.visitors import Visitor, asked, connected
from tests.stack.waits import pause

FIRST = OURS["IMAGE_TAG"]
CLOCKS = {"WATCH_SECONDS": "4", "READY_SECONDS": "45"}
BETWEEN = 0.2
SLOW = 30  # parts of a body, of which one is sent each tenth of a second
COUNTED = (
    "CREATE TABLE written (text text)",
    "GRANT INSERT ON written TO PUBLIC",
    (
        "CREATE FUNCTION count_written() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN INSERT INTO written VALUES (NEW.text); RETURN NEW; END'"
    ),
    (
        "CREATE TRIGGER count_written AFTER INSERT OR UPDATE OF text ON people_part FOR EACH ROW "
        "WHEN (NEW.kind = 'headline') EXECUTE FUNCTION count_written()"
    ),
)
FORGOTTEN = ("DROP TRIGGER count_written ON people_part", "DROP FUNCTION count_written", "DROP TABLE written")


def build() -> None:
    """One image for each stage of releases.dockerfile, all that a release has under its name."""
    described = (tree.ROOT / "tests/stack/releases.dockerfile").read_text()
    for name in re.findall(r"^FROM \S+ AS (stack-\S+)$", described, re.MULTILINE):
        command = ["docker", "build", "--quiet", f"--tag=colophon:{name}", f"--target={name}", "-"]
        subprocess.run(command, input=described, text=True, check=True, timeout=120, capture_output=True)
        for other in ("backup", "monitor"):
            engine.docker("tag", f"colophon-{other}:{FIRST}", f"colophon-{other}:{name}")


def rolling(stack: Stack, target: str = "rollout", **variables: str) -> "subprocess.Popen[str]":
    """`make rollout` in a group of its own, so that all of it can be killed."""
    given = [f"{name}={value}" for name, value in {**CLOCKS, **variables}.items()]
    return subprocess.Popen(
        ["make", "-s", target, f"ENV={ENVIRONMENT}", *given],
        cwd=stack.checkout.folder,
        env={**os.environ, **stack.given},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def until(process: "subprocess.Popen[str]", words: str) -> str:
    """All that it says up to these words."""
    said = []
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        if words in line:
            return "".join(said)
    raise AssertionError(f"it ended without saying {words!r}: {''.join(said)}")


def kill(stack: Stack, process: "subprocess.Popen[str]", *, with_children: bool) -> None:
    """Without a chance to tidy up; what it had begun in processes of their own goes on, or is killed too."""
    if with_children:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        os.kill(int((stack.checkout.folder / f".runtime/{ENVIRONMENT}/lock").read_text().split()[0]), signal.SIGKILL)
    process.wait(timeout=30)
    assert process.stdout
    process.stdout.close()


@contextlib.contextmanager
def counted(stack: Stack) -> Iterator[None]:
    """The database itself counts what is written."""
    stack.sql(*COUNTED)
    try:
        yield
    finally:
        stack.sql(*FORGOTTEN)


@contextlib.contextmanager
def writing(*people: tuple[str, Visitor]) -> Iterator[dict[str, int]]:
    """Each writes one text after the other until the block ends; the texts, and what each was answered."""
    answers: dict[str, int] = {}
    with meanwhile(*(partial(_write, name, person, answers) for name, person in people)):
        yield answers


def _write(name: str, person: Visitor, answers: dict[str, int]) -> None:
    text = f"{name} {len(answers)}-{os.urandom(4).hex()}"
    try:
        answers[text] = members.write(person, text).status_code
    except requests.RequestException:
        answers[text] = BROKEN
    pause(BETWEEN)


def written(stack: Stack) -> Counter[str]:
    return Counter(stack.sql("SELECT text FROM written").splitlines())


@contextlib.contextmanager
def sending_slowly(stack: Stack) -> Iterator[list[int]]:
    """Somebody whose request takes seconds to arrive; what each was answered."""
    answers: list[int] = []
    with meanwhile(partial(_send, stack, answers)):
        yield answers


def _send(stack: Stack, answers: list[int]) -> None:
    head = asked("/people/", "Content-Type: text/plain", f"Content-Length: {SLOW}").replace(b"GET", b"POST", 1)
    try:
        with connected(stack.checkout.roots) as line:
            line.sendall(head)
            for _ in range(SLOW):
                line.sendall(b"x")
                pause(0.1)
            answers.append(int(line.recv(4096).split()[1]))
    except (OSError, IndexError):
        answers.append(BROKEN)


def styles(visitor: Visitor, path: str = "/") -> set[str]:
    """What a page needs to look right."""
    found = re.findall(r'href="(/static/[^"]+\.css)"', visitor.get(path).text)
    assert found
    return set(found)


def lost(visitor: Visitor, paths: set[str]) -> dict[str, int]:
    """Those that are not there any more, or not as they should be."""
    answers = {path: visitor.get(path) for path in paths}
    return {
        path: got.status_code
        for path, got in answers.items()
        if got.status_code != 200
        or "immutable" not in got.headers["Cache-Control"]
        or "css" not in got.headers["Content-Type"]
    }


def runs(stack: Stack) -> tuple[str, set[str]]:
    """The live slot, and the slots that have a container."""
    slot = (stack.checkout.folder / f".runtime/{ENVIRONMENT}/live").read_text().split()[0]
    return slot, {colour for colour in ("blue", "green") if stack.containers(f"web-{colour}")}


def image_of(stack: Stack) -> str:
    """The id of the image that serves."""
    return str(engine.inspect(stack.container(f"web-{runs(stack)[0]}"))["Image"])


def id_of(tag: str) -> str:
    return engine.docker("image", "inspect", "--format", "{{.Id}}", IMAGE.replace(FIRST, tag))
