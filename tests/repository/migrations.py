"""Migrations that the previous release cannot live with: `python -m tests.repository.migrations` names them.

While a release is rolled out, and after it was rolled back, the one before works on the database that the new one has
migrated. So a migration only adds; what has to go goes one release later, and says so with a mark:

    class Migration(migrations.Migration):
        previous_release_lives_with = {"people.item.detail": "0.2.0: nothing has read or written it since"}

The release is the oldest that can live with it, one that is out. Only what LAST_RELEASE knows is judged: its tables are
filled, its columns are in use. See docs/decisions/0034-migrations-expand-first.md.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.repository.migration_rules import troubles
from tests.repository.migration_scene import Known, Scene, Trouble

# The last migrations of the release that is out, or of the first, which is not yet. A new version moves this line.
LAST_RELEASE = (
    "0.1.0",
    {
        "accounts": "0004_api_tokens",
        "api": "0004_indexes_of_filters",
        "directory": "0004_words_of_all_fields",
        "people": "0009_checked_links",
    },
)

MARKS = "previous_release_lives_with"
_MARK = re.compile(r"(\d+\.\d+\.\d+): (\S+(?: \S+){2,})")


@dataclass
class Judged:
    """A migration and what is wrong with it, marks included."""

    name: str
    sentences: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join(f"{self.name}: {sentence}" for sentence in self.sentences)


def judge(migration: Migration, state: ProjectState, known: Known) -> Judged:
    """Its troubles without a mark, its marks without a trouble. The state is then where the migration leaves it."""
    judged = Judged(f"{migration.app_label}.{migration.name}")
    marks: dict[str, str] = dict(getattr(migration, MARKS, {}))
    excused = set()
    for trouble in _troubles(migration, state, known):
        if trouble.subject in marks:
            excused.add(trouble.subject)
        else:
            mark = f'{MARKS} = {{"{trouble.subject}": "{LAST_RELEASE[0]}: why it can"}}'
            judged.sentences.append(f"{trouble.subject}: {trouble.reason} If it can live with that: {mark}")
    judged.sentences += [f"{subject} is marked, and no trouble." for subject in marks if subject not in excused]
    judged.sentences += [f"{subject}: {wrong}" for subject, mark in marks.items() if (wrong := wrong_with(mark))]
    return judged


def wrong_with(mark: str) -> str:
    """Empty where it names a release that is out, and a reason."""
    found = _MARK.fullmatch(mark)
    if not found:
        return "A mark is a release and a reason, like “0.2.0: nothing has read it since”."
    if _version(found[1]) > _version(LAST_RELEASE[0]):
        return f"{found[1]} is not out yet: what it does without goes in the release after it."
    return ""


def judged() -> list[Judged]:
    """Every migration of ours since the last release."""
    loader = MigrationLoader(None)
    released = list(LAST_RELEASE[1].items())
    state = loader.project_state(released)
    known = Known.of(state)
    done = {node for start in released for node in loader.graph.forwards_plan(start)}
    found = []
    for node in _in_order(loader):
        if node not in done:
            migration = loader.graph.nodes[node]
            if type(migration).__module__.startswith("profiles."):
                found.append(judge(migration, state, known))
            else:
                state = migration.mutate_state(state, preserve=False)
    return found


def main() -> int:
    found = judged()
    wrong = [one for one in found if one.sentences]
    for one in wrong:
        print(one)
    print(f"{len(found)} migrations since {LAST_RELEASE[0]}, which can live with {len(found) - len(wrong)} of them.")
    return 1 if wrong else 0


def _troubles(migration: Migration, state: ProjectState, known: Known) -> Iterator[Trouble]:
    for operation in migration.operations:
        before = state.clone()
        operation.state_forwards(migration.app_label, state)
        yield from troubles(operation, Scene(migration.app_label, before, state, known))


def _in_order(loader: MigrationLoader) -> list[tuple[str, str]]:
    order: dict[tuple[str, str], None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        order |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return list(order)


def _version(written: str) -> tuple[int, ...]:
    return tuple(map(int, written.split(".")))


if __name__ == "__main__":
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    sys.exit(main())
