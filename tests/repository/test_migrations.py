"""Migrations expand first and contract later: for each rule one that is refused, and beside it how to do it instead."""

import tomllib

import pytest
from django.db import migrations as m
from django.db.migrations.state import ProjectState

from tests.repository import migrations, tree
from tests.repository.migration_examples import RULES
from tests.repository.migration_scene import Known
from tests.repository.migration_shop import BEFORE


def told(operations, marks=None):
    """What is wrong with a migration of these, after a release of BEFORE."""
    state = ProjectState()
    for operation in BEFORE:
        operation.state_forwards("shop", state)
    known = Known.of(state)
    kind = type("Migration", (m.Migration,), {"operations": operations, migrations.MARKS: marks or {}})
    return migrations.judge(kind("0002_next", "shop"), state, known).sentences


@pytest.mark.parametrize(("refused", "said"), [rule[:2] for rule in RULES.values()], ids=RULES)
def test_what_the_previous_release_cannot_live_with_is_refused(refused, said):
    (sentence,) = told(refused)
    assert sentence.startswith(said)


@pytest.mark.parametrize("allowed", [rule[2] for rule in RULES.values()], ids=RULES)
def test_what_it_does_not_notice_passes(allowed):
    assert told(allowed) == []


def test_a_marked_one_passes_and_the_rest_of_its_file_does_not():
    both = [m.RemoveField("item", "note"), m.RemoveField("item", "kind")]
    (sentence,) = told(both, {"shop.item.note": "0.1.0: nothing has read it since"})
    assert sentence.startswith("shop.item.kind: The column goes")
    assert 'previous_release_lives_with = {"shop.item.kind": "0.1.0: why it can"}' in sentence


def test_a_mark_that_nothing_needs_is_refused():
    assert told([], {"shop.item.note": "0.1.0: nothing has read it since"}) == [
        "shop.item.note is marked, and no trouble."
    ]


@pytest.mark.parametrize(
    ("mark", "said"),
    [("", "a release and a reason"), ("0.1.0", "a release and a reason"), ("0.1.0: unused", "a release and a reason")],
)
def test_a_mark_says_since_when_and_why(mark, said):
    (sentence,) = told([m.RemoveField("item", "note")], {"shop.item.note": mark})
    assert said in sentence


@pytest.mark.parametrize(
    ("version", "is_out"), [("0.0.9", True), ("0.1.0", True), ("0.1.1", False), ("0.10.0", False), ("1.0.0", False)]
)
def test_what_goes_was_done_without_in_a_release_that_is_out(version, is_out):
    wrong = told([m.RemoveField("item", "note")], {"shop.item.note": f"{version}: nothing has read it since"})
    assert (wrong == []) is is_out


def test_the_previous_release_can_live_with_every_migration():
    assert [str(one) for one in migrations.judged() if one.sentences] == []


def test_a_new_version_moves_the_line_of_the_last_release():
    """Then what it has migrated is what the next one has to live with."""
    project = tomllib.loads(tree.read("pyproject.toml"))["project"]
    assert migrations.LAST_RELEASE[0] == project["version"]


def test_migrations_of_before_the_last_release_are_not_judged(monkeypatch):
    first = {"accounts": "0001_initial", "directory": "0001_initial", "people": "0001_initial"}
    monkeypatch.setattr(migrations, "LAST_RELEASE", ("0.1.0", first))
    wrong = {one.name for one in migrations.judged() if one.sentences}
    assert "people.0004_pictures_belong_to_profiles" in wrong
    assert "accounts.0003_language" not in wrong
    assert not any(name.endswith("0001_initial") for name in wrong)
