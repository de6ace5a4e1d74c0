"""The way back on the shipped stack: backups by themselves and by hand, a drill, and a restore under people's eyes."""

import json

import pytest

from tests.stack import asking, members
from tests.stack.stack import PAGE, Stack
from tests.stack.visitors import Visitor
from tests.stack.waits import wait_until, within

pytestmark = pytest.mark.stack
PAGE_OF_TESSA = "/people/tessa/"


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


def headline(stack: Stack) -> str:
    return stack.sql("SELECT text FROM people_part WHERE kind = 'headline' AND text LIKE '% the mishap'")


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
