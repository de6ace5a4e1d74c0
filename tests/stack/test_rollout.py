"""Releases on the shipped stack under people's eyes: brought, taken back, by themselves too, and killed."""

import contextlib
import re
import time
from collections import Counter
from collections.abc import Iterator
from subprocess import CompletedProcess

import pytest

from tests.stack import asking, engine, members, rolling
from tests.stack.checkout import ENVIRONMENT
from tests.stack.rolling import CLOCKS, FIRST
from tests.stack.stack import PAGE, Stack
from tests.stack.visitors import Visitor
from tests.stack.waits import note, wait_until, within

pytestmark = pytest.mark.stack
NEXT = "stack-next"


@pytest.fixture(scope="module", autouse=True)
def releases(stack: Stack) -> None:
    with within(30, "five more images for releases"):
        rolling.build()
    variables = stack.checkout.variables
    variables.write_text(f"{variables.read_text()}DRAIN_SECONDS=2\n")


@pytest.fixture
def people(stack: Stack) -> Iterator[list[tuple[str, Visitor]]]:
    """Signed in, and about to write."""
    found = [(name, stack.visitor()) for name in ("rolf", "rosa")]
    for name, person in found:
        members.sign_in(person, name)
    yield found
    for _, person in found:
        person.close()


def rolled(stack: Stack, tag: str = "", target: str = "rollout", **variables: str) -> "CompletedProcess[str]":
    given = {**CLOCKS, **({"IMAGE_TAG": tag} if tag else {}), **variables}
    command = ("make", "-s", target, f"ENV={ENVIRONMENT}", *(f"{name}={value}" for name, value in given.items()))
    return engine.run(*command, folder=stack.checkout.folder, variables=stack.given, check=False)


def brought(stack: Stack, tag: str = "", target: str = "rollout", **variables: str) -> str:
    """A rollout that succeeds; the site's pages, before and after it, keep what they need."""
    done = rolled(stack, tag, target, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def recorded(stack: Stack) -> list[str]:
    """The last word of each release, such as `live` and `returned`."""
    lines = (stack.checkout.folder / f".runtime/{ENVIRONMENT}/releases.log").read_text().splitlines()
    return [line.split()[2] for line in lines]


@contextlib.contextmanager
def changed(stack: Stack) -> Iterator[None]:
    """The variables and a secret are written anew, and the block must bring back what they were."""
    variables, secret = stack.checkout.variables, stack.checkout.secrets_folder / "EMAIL_URL"
    before = {path: (path.read_text(), path.stat().st_mode) for path in (variables, secret)}
    variables.write_text(f"{variables.read_text()}SITE_NAME=Renamed\n")
    secret.chmod(0o644)
    secret.write_text("smtp://canary-of-the-mail@mail.invalid:25")
    secret.chmod(0o444)
    yield
    assert "SITE_NAME=Renamed" not in variables.read_text()
    assert (secret.read_text(), secret.stat().st_mode) == before[secret]
    assert variables.stat().st_mode == before[variables][1]


def is_renamed(stack: Stack) -> bool:
    with stack.visitor() as somebody:
        return "Renamed" in somebody.get("/").text


def test_five_releases_under_load_lose_no_request_and_no_write(
    stack: Stack, visitor: Visitor, people: list[tuple[str, Visitor]]
) -> None:
    """One with a migration and another style sheet, and in the end one taken back with its variables."""
    needed = rolling.styles(visitor)
    somebody, another = stack.visitor(), stack.visitor()

    def roll(tag: str, target: str = "rollout", **variables: str) -> None:
        with within(30, f"a {target} under load, of which {CLOCKS['WATCH_SECONDS']} s are for watching it"):
            brought(stack, "" if target == "rollback" else tag, target, **variables)
        assert rolling.image_of(stack) == rolling.id_of(tag)
        needed.update(rolling.styles(visitor))
        assert rolling.lost(visitor, needed) == {}, "a page of a release before lost its style sheet"

    with rolling.counted(stack):
        with (
            asking.asking((somebody, PAGE), (another, "/"), (people[0][1], "/me/")) as read,
            rolling.writing(*people) as sent,
            rolling.sending_slowly(stack) as slowly,
        ):
            for tag in (NEXT, FIRST, NEXT):
                roll(tag)
            with changed(stack):
                roll(FIRST)
                assert is_renamed(stack)
                roll(NEXT, "rollback")
            assert not is_renamed(stack)
        assert rolling.written(stack) == Counter(sent.keys()), "every write once"
    failed = [answer for answer in read if answer.status != 200]
    assert failed == [], f"{len(failed)} of {len(read)}"
    assert {text: status for text, status in sent.items() if status != 302} == {}
    assert set(slowly) == {403}, "each was answered by the application"
    assert min(len(read), 5 * len(sent), 40 * len(slowly)) > 600
    assert stack.sql("SELECT count(*) FROM rolled_out") == "0", "its table is there"
    assert len(needed) == 2 * len(rolling.styles(visitor)), "the two releases had style sheets of their own"
    note("the slowest page while releases changed", asking.slowest(read), 2)
    told = f"{len(read)} pages read, {len(sent)} texts written, {len(slowly)} slow bodies sent: none failed"
    note(told, 0, 1)


def test_a_release_that_is_bad_gives_way_to_the_one_before_by_itself(stack: Stack, visitor: Visitor) -> None:
    """One that is never ready, one that answers 500, and one that dies while it has the visitors."""
    before, image = rolling.runs(stack), rolling.image_of(stack)
    with stack.visitor() as somebody, asking.asking((somebody, PAGE)) as read:
        for tag, clock, sentence in (
            ("stack-unready", "6", "It did not become ready within 6 seconds"),
            ("stack-failing", "6", "HTTP Error 500"),
        ):
            done = rolled(stack, tag, READY_SECONDS=clock)
            assert done.returncode != 0
            assert sentence in done.stderr
            assert f"{NEXT} runs as before." in done.stderr
            assert (rolling.runs(stack), rolling.image_of(stack)) == (before, image)
        assert {answer.status for answer in read} == {200}, "nobody was sent there"
        done = rolled(stack, "stack-dying", WATCH_SECONDS="40")
        assert "Sending visitors back" in done.stdout, done.stdout + done.stderr
        assert "It ended by itself" in done.stderr
        assert (rolling.runs(stack), rolling.image_of(stack)) == (before, image)
        wait_until(lambda: read[-1].status == 200, goal=5, what="pages come again after a release that died")
    note("the time in which pages failed when a release died", failing_seconds(read), 3)
    assert recorded(stack)[-6:] == ["began", "returned"] * 3
    assert rolling.lost(visitor, rolling.styles(visitor)) == {}


def test_a_release_that_answers_500_to_a_tenth_of_visitors_gives_way(stack: Stack) -> None:
    """Its first pages are well, and so is all that this command asks for: only who counts visits sees it."""
    before, image = rolling.runs(stack), rolling.image_of(stack)
    with stack.visitor() as somebody, asking.asking((somebody, PAGE)) as read:
        with within(40, "a release that fails a tenth of its visitors is brought and taken back"):
            done = rolled(stack, "stack-tenth", WATCH_SECONDS="120")
        found = re.search(r"It answered 500 to (\d+) of (\d+) visits\.", done.stderr)
        assert found, done.stdout + done.stderr
        assert int(found[2]) < 200
        assert (rolling.runs(stack), rolling.image_of(stack)) == (before, image)
        since = len(read)
        wait_until(lambda: len(read) > since + 20, goal=10, what="people go on asking")
    assert {answer.status for answer in read[since:]} == {200}
    failed = [answer for answer in read if answer.status != 200]
    note(f"{found[0]} {len(failed)} of {len(read)} pages failed before it was taken back", failing_seconds(read), 20)


def failing_seconds(answers: list[asking.Answer]) -> float:
    failed = [answer for answer in answers if answer.status != 200]
    return failed[-1].ended - failed[0].began if failed else 0.0


def test_a_rollout_that_is_killed_at_any_step_leaves_a_site_and_a_way_on(
    stack: Stack, people: list[tuple[str, Visitor]]
) -> None:
    """The next command cleans up: first another rollout, then `make up`, which keeps what the record calls live."""
    before, image = rolling.runs(stack), rolling.image_of(stack)
    with stack.visitor() as somebody, asking.asking((somebody, PAGE), (people[0][1], "/me/")) as read:
        for step, with_children in (("Preparing", False), ("Starting", True), ("It answers", True)):
            killed = rolling.rolling(stack, IMAGE_TAG=FIRST)
            rolling.until(killed, step)
            time.sleep(0.5)
            rolling.kill(stack, killed, with_children=with_children)
            assert rolling.image_of(stack) == image
        assert f"{NEXT} runs, and goes on" in stack.make("up")
        assert (rolling.runs(stack), rolling.image_of(stack)) == (before, image)
        killed = rolling.rolling(stack, IMAGE_TAG=FIRST)
        rolling.until(killed, "It is the live one")
        second = rolled(stack, NEXT)
        assert second.returncode != 0
        assert "Another command is at work: make rollout by" in second.stderr
        rolling.kill(stack, killed, with_children=True)
        assert rolling.image_of(stack) == rolling.id_of(FIRST)
        with within(15, "a rollout of what runs already, which ends what was left"):
            assert "That is what runs already" in brought(stack, FIRST)
        assert rolling.runs(stack)[1] == {rolling.runs(stack)[0]}
    assert {answer.status for answer in read} == {200}


def test_whoever_looks_sees_what_was_brought_and_no_secret(stack: Stack) -> None:
    said = stack.make("releases")
    assert "nothing to take back" in stack.make("rollback", FROM="another")
    kept = stack.checkout.folder / f".runtime/{ENVIRONMENT}/releases"
    assert {path.stat().st_mode & 0o777 for folder in kept.iterdir() for path in (folder, folder / "secrets")} == {
        0o700
    }
    assert {"live", "returned", "began", "done"} <= set(recorded(stack))
    assert [name for name, value in stack.checkout.secrets().items() if value in said] == []
