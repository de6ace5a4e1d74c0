"""The page about the doctor: what each line of its report means, and what to do.

usage: python -m tests.repository.doctor [--write]
"""

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from tests.repository import pages, tree

SCRIPTS = ("compose/doctor/machine", "compose/doctor/containers", "compose/doctor/releases")
_LOOK = re.compile(r"^#: (.+?) \| (.+?) \| (.+)\n(look_at_\w+)\(\) \{", re.MULTILINE)
_FOUND = re.compile(r"""\bfound (?:ok|warning|failed|skipped) (?:"([^"]+)"|(\w+))""")


class Look(NamedTuple):
    """One line of the report."""

    name: str
    meaning: str
    remedy: str


def on_the_machine() -> list[Look]:
    return [Look(*found[:3]) for path in SCRIPTS for found in _LOOK.findall(tree.read(path))]


def in_the_image() -> list[Look]:
    from profiles.operations.doctor.checks import CHECKS  # needs settings

    return [Look(check.name, check.meaning, check.remedy) for check in CHECKS]


def of_backups() -> list[Look]:
    from profiles.operations.doctor import backups

    return [Look(check.name, check.meaning, check.remedy) for check in backups.checks()]


def names_shown_by_the_script() -> set[str]:
    """Those of its findings, whether described or not."""
    scripts = (*SCRIPTS, "compose/doctor/inside")
    return {quoted or bare for path in scripts for quoted, bare in _FOUND.findall(tree.read(path))}


def page() -> str:
    return "\n".join(_lines()) + "\n"


PAGES: dict[str, pages.Page] = {"docs/reference/doctor.md": page}


def _lines() -> Iterator[str]:
    yield "# What the doctor looks at"
    yield ""
    yield "Made from the checks by `make reference`; a test fails when it is stale."
    yield ""
    yield "`make doctor ENV=production` looks at the machine first and then, from within the image, at all that the"
    yield "site leans on; `manage.py doctor` is the second half alone, also as `--format=json`. Each line is `ok`,"
    yield "`WARNING`, `FAILED`, or `skipped` for a part that this site does without. What could not be looked at is a"
    yield "warning, never `ok`. The exit status is 1 when anything failed. No value of a secret is ever shown."
    yield ""
    yield "## On the machine"
    yield ""
    yield from _table(on_the_machine())
    yield ""
    yield "## From within the image"
    yield ""
    yield "First each variable by its name: missing, malformed or weak, all at once (`variables` when all are well),"
    yield "and the `vault` that AWS_SECRET_NAME names."
    yield ""
    yield from _table(in_the_image())
    yield ""
    yield "## From within the image for backups"
    yield ""
    yield "Where they are made, as `manage.py doctor --backups=24` says there."
    yield ""
    yield from _table(of_backups())


def _table(looks: list[Look]) -> Iterator[str]:
    yield "| line | well means | else |"
    yield "|---|---|---|"
    yield from (f"| {look.name} | {look.meaning} | {look.remedy} |" for look in looks)


if __name__ == "__main__":
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    sys.exit(pages.main(PAGES))
