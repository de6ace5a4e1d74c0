"""Rounds over all rows and sites in turn, so that neighbours burden each alike."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks import lines, questions, sites
from tests.benchmarks.figures import Row, Rows, spent_between
from tests.benchmarks.lines import Line, Question
from tests.benchmarks.sites import Site

MANY, FEW = 200, 20  # requests in a round, of what is cheap and of what is dear
TOGETHER = 10  # over one connection, which leads to one of the processes


@dataclass
class Measured:
    """One site with what was asked of it and what that cost."""

    site: Site
    asked: list[questions.Row]
    rows: Rows


def begin(site: Site) -> Measured:
    with Line(site.port) as line:
        etag = line.ask(Question(f"/people/{questions.username(1)}/")).headers["etag"]
        changes = line.ask(Question("/api/v1/changes")).body
        asked = [row for row in questions.rows(etag, _cursor(changes)) if row.is_shared or site.redis is None]
        for row in asked:  # what a process reads once is read now
            line.ask(row.ask(-1, 1)[0])
    return Measured(site, asked, {row.name: Row(row.is_search) for row in asked})


def rounds(count: int, all_of: list[Measured], say: Callable[[str], None]) -> None:
    names = [row.name for row in all_of[0].asked]
    for turn in range(count):
        for name in names:
            say(f"round {turn + 1} of {count}: {name}")
            for one in all_of:
                for row in one.asked:
                    if row.name == name:
                        _ask(one.site, row, turn, one.rows[name])


def _ask(site: Site, row: questions.Row, turn: int, figures: Row) -> None:
    count = MANY if row.is_cheap else FEW
    asked = row.ask(turn, 2 * count)
    web = -site.web_milliseconds()
    for at in range(0, count, TOGETHER):
        _one_by_one(site, asked[at : at + TOGETHER], figures)
    figures.webs.append((web + site.web_milliseconds()) / count)
    figures.per_second.append(lines.burst(site.port, asked[count:]))


def _one_by_one(site: Site, asked: list[Question], figures: Row) -> None:
    stores = site.stores()
    with Line(site.port) as line:
        for question in asked:
            before = sites.spent_by(stores)
            began = time.monotonic()
            line.ask(question)
            figures.waits.append((time.monotonic() - began) * 1000)
            figures.note_store(spent_between(before, sites.spent_by(stores)), question)


def _cursor(body: bytes) -> str:
    return str(json.loads(body)["cursor"])
