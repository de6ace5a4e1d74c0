"""The way back on the shipped stack: backups by themselves and by hand, a drill, and a restore under people's eyes."""

import contextlib
import json
import subprocess
from collections.abc import Iterator

import pytest

from tests import images
from tests.repository import tree
from tests.stack import another_host, asking, engine, members
from tests.stack.checkout import ENVIRONMENT
from tests.stack.meanwhile import meanwhile
from tests.stack.stack import PAGE, Stack, psql
from tests.stack.visitors import Visitor
from tests.stack.waits import equal, wait_until, within

pytestmark = pytest.mark.stack
PAGE_OF_TESSA = "/people/tessa/"
SIX = {
    "flipped": "database.dump.age is damaged, or was encrypted for another key.",
    "truncated": "media.tar.age is damaged, or was encrypted for another key.",
    "empty": "database.dump.age is damaged, or was encrypted for another key.",
    "another key": "database.dump.age is damaged, or was encrypted for another key.",
    "no manifest": "It has no manifest.json.",
    "mixed": "Its list of files is not the one of its manifest.",
}
FILES = """SELECT large_file AS file FROM people_picture UNION SELECT small_file FROM people_picture
    UNION SELECT file FROM people_document"""
HELD = "BEGIN; LOCK TABLE people_change IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(120)"


def whole(stack: Stack) -> list[str]:
    """The names of the backups that have a manifest."""
    found = stack.inside("backup", "sh", "-c", "ls /backups/*/manifest.json 2>/dev/null || true").split()
    return [path.split("/")[2] for path in found]


def rights(stack: Stack) -> str:
    return stack.sql(f"SELECT rolcreatedb, rolsuper FROM pg_roles WHERE rolname = '{stack.owner()}'")


@pytest.fixture
def tessa(stack: Stack, visitor: Visitor) -> Visitor:
    """Signed in, with a page that everyone sees."""
    members.sign_in(visitor, "tessa")
    assert members.write(visitor, "Before the mishap").status_code == 302
    members.send(visitor, "/me/", "/me/publish/")
    return visitor


def headline(stack: Stack, like: str = "% the mishap") -> str:
    return stack.sql(f"SELECT text FROM people_part WHERE kind = 'headline' AND text LIKE '{like}'")


def test_a_first_backup_is_made_by_itself(stack: Stack) -> None:
    wait_until(lambda: whole(stack), goal=20, what="the service has made a backup")
    written = json.loads(stack.inside("backup", "sh", "-c", "cat $(ls -d /backups/*/ | head -1)manifest.json"))
    assert {file["name"] for file in written["files"]} == {"database.dump", "media.tar", "media.json"}
    assert stack.inside("backup", "sh", "-c", "find /backups -name '*.partial'") == ""


def test_a_mishap_is_undone_while_people_look_on(stack: Stack, tessa: Visitor) -> None:
    before = set(whole(stack))
    with within(10, "a backup by hand, with the start of its container"):
        stack.make("backup")
    (made,) = set(whole(stack)) - before
    assert members.write(tessa, "After the mishap").status_code == 302
    with within(15, "a drill"):
        said = stack.make("drill", FROM=made)
    assert "The drill went well" in said
    assert headline(stack) == "After the mishap"
    with stack.visitor() as somebody, asking.asking((somebody, PAGE)) as answers:
        with within(20, "a restore"):
            said = stack.make("restore", FROM=made, YES="1")
        asked = len(answers)
        wait_until(lambda: len(answers) > asked + 5, goal=10, what="people go on asking")
    assert f"The backup {made} is" in said
    assert headline(stack) == "Before the mishap"
    assert asking.unclear(answers) == []
    assert answers[-1].status == 200
    assert not members.is_signed_in(tessa), "whoever was signed in signs in again"
    assert rights(stack) == "f|f", "what was lent for the restore is given back"


def test_what_is_refused_changes_nothing(stack: Stack, tessa: Visitor) -> None:
    done = stack.tried("run", "--rm", "restore", "python", "manage.py", "restore", "20200101T000000Z", "--yes")
    assert done.returncode == 1
    assert "Nothing was changed. It has no manifest.json." in done.stderr
    assert members.is_signed_in(tessa)


@contextlib.contextmanager
def writing(member: Visitor) -> Iterator[list[int]]:
    """She rewrites her headline again and again, each time with the next number; those that were taken."""
    taken: list[int] = []

    def write() -> None:
        number = len(taken) + 1
        assert members.write(member, f"{number} under the mishap").status_code == 302
        taken.append(number)

    with meanwhile(write):
        yield taken


def test_all_that_was_written_comes_back_on_an_empty_host(stack: Stack, tessa: Visitor) -> None:
    """From a backup that was made while she went on writing: whole, and of one moment."""
    drawn = {"picture": ("me.jpg", images.encoded("JPEG", colour="teal"), "image/jpeg")}
    assert members.send(tessa, "/me/edit/picture/", files=drawn, alt="Tessa").status_code == 302
    before = set(whole(stack))
    with writing(tessa) as taken:
        wait_until(lambda: len(taken) > 2, goal=5, what="writes go through before the backup")
        already = len(taken)
        stack.make("backup")
        assert len(taken) > already + 2, "writes went through meanwhile"
    (busy,) = set(whole(stack)) - before
    stack.make("backup")
    assert len(set(whole(stack)) - before) == 2
    tables, objects = another_host.tables(stack), another_host.objects(stack)
    assert len(objects) >= 2
    with another_host.empty() as host:
        another_host.carry_backups(stack, host)
        assert host.sql("SELECT count(*) FROM accounts_user") == "0"
        letters = another_host.letters(host)
        assert letters.splitlines() == ["UTF8|i|C.UTF-8|C.UTF-8|de-AT|&z<æ", "t"], "not as the backup's server"
        assert another_host.letters(stack).endswith("\nf")
        host.make("restore", FROM=busy, YES="1")
        assert already <= int(headline(host, "% under the mishap").split()[0]) <= len(taken)
        with within(20, "a restore on an empty host"):
            host.make("restore", YES="1")
        assert another_host.tables(host) == tables
        named = host.sql(f"SELECT string_agg(file, ' ') FROM ({' '.join(FILES.split())}) files")
        assert another_host.files(host) == {name: objects[name] for name in named.split()}, "each one, as it was"
        assert another_host.letters(host) == letters, "stored and sorted as before, in the other order"
        assert rights(host) == "f|f"


def test_six_of_six_are_refused_and_a_full_disk_is_one_sentence(stack: Stack) -> None:
    databases = stack.sql("SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database")
    given = tree.read("tests/stack/broken_backups.py")
    with within(25, "six backups that are not whole, and a full disk"):
        said = stack.fed(given, "run", "--rm", "-T", "--no-deps", "restore", "python", "-")
    answers = json.loads(said.splitlines()[-1])
    assert answers["six"] == {name: f"Nothing was changed. {sentence}" for name, sentence in SIX.items()}
    assert answers["full"] == ["No backup was made: No space left on device.", []]
    assert stack.sql("SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database") == databases


@contextlib.contextmanager
def held(stack: Stack) -> Iterator[None]:
    """Somebody holds a table, so that a backup has to wait in its middle."""
    engine.docker("exec", "--detach", stack.container("postgres"), *psql(HELD))
    try:
        wait_until(lambda: locks(stack), equal("1"), goal=5, what="a table is held")
        yield
    finally:
        stack.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(120)'")


def locks(stack: Stack) -> str:
    return stack.sql(
        "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND relation > 16384"
    )


def waiting(stack: Stack) -> bool:
    return (
        stack.sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LOCK TABLE%' AND wait_event_type = 'Lock'")
        == "1"
    )


def begun(stack: Stack) -> "subprocess.Popen[str]":
    command = ["make", "backup", f"ENV={ENVIRONMENT}"]
    return engine.started(*command, folder=stack.checkout.folder, variables=stack.given)


def test_one_that_is_killed_doubled_or_loses_its_database_leaves_nothing_that_looks_like_one(stack: Stack) -> None:
    before = set(whole(stack))
    with held(stack):
        killed = begun(stack)
        wait_until(lambda: waiting(stack), goal=10, what="a backup waits in its middle")
        for container in engine.containers(
            f"com.docker.compose.project={stack.project}", "com.docker.compose.oneoff=True"
        ):
            engine.docker("kill", "--signal=KILL", container)
        assert killed.wait(timeout=30) != 0
        wait_until(lambda: not waiting(stack), goal=10, what="its session has gone with it")
        one = begun(stack)
        wait_until(lambda: waiting(stack), goal=10, what="the next one waits in its middle")
        second = stack.tried("run", "--rm", "--no-deps", "-T", "backup", "python", "manage.py", "backup")
        assert (second.returncode, "Another backup is being made. It is not disturbed." in second.stderr) == (1, True)
        stack.compose("restart", "postgres")
        wait_until(lambda: stack.is_healthy("postgres"), goal=20, what="PostgreSQL is healthy again")
    said, _ = one.communicate(timeout=60)
    assert one.returncode != 0
    assert "No backup was made: the database does not answer, or broke off." in said
    assert set(whole(stack)) == before
    wait_until(stack.answers, equal(200), goal=10, what="people are served again")
    stack.make("backup")
    assert len(set(whole(stack)) - before) == 1
