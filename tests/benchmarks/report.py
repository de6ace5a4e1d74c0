"""docs/performance.md, as a run of `make bench` leaves it."""

import os
import platform
import statistics
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.databases import CHECKOUT
from tests.benchmarks.figures import Goal, Row, Rows, growth, percentile
from tests.benchmarks.lines import AT_ONCE

if TYPE_CHECKING:
    from tests.benchmarks.plans import Plan

PAGE = CHECKOUT / "docs/performance.md"
HEAD = """# Performance

What the site costs, and how that compares with its goals. `make bench` writes this page; do not edit it. Times of a
processor are what the kernel counted of gunicorn's processes ("web") and of those of PostgreSQL and Redis ("store"), so
neighbours on the machine lengthen waits a lot and these little. Machines are compared by multiples of d: what the
constant page of 30 kB costs behind the same middleware, asked in the same rounds, where it cost least. "Growth" is how
many times as much processor time a request takes among the larger number of people. Requests are asked one by one, but
for the requests per second: those are {at_once} at once, from one process on the same machine. The settings are those
of production but for https, hashed names of files and rate limits. PostgreSQL uses no parallel workers, so that all it
spends is counted.
"""
ELSEWHERE = """
Not measured here: memory, size and seconds to ready of a container, and a visitor's wait while 200 clients trickle
bodies (`make bench-image`, [image.md](image.md)); that a rollout drops no request (`make test-stack`); backups
(`make bench-backup`).
"""


def page(
    *,
    small: Rows,
    large: Rows,
    shared: Rows,
    sizes: tuple[int, int],
    d: float,
    goals: list[Goal],
    plans: "list[Plan]",
    facts: list[tuple[str, str]],
) -> str:
    """`shared` are those with Redis, empty where there is none; `small` is `large` where one size was asked."""
    parts = [HEAD.format(at_once=AT_ONCE), "\n", _table(("", ""), facts), "\n## Goals\n\n", _goals(goals), ELSEWHERE]
    parts += [f"\n## Among {sizes[1]:,} people\n\n", _rows(large, small if small is not large else {}, d)]
    if small is not large:
        parts += [f"\n## Among {sizes[0]:,} people\n\n", _rows(small, {}, d)]
    if shared:
        parts += [f"\n## With Redis behind each process's copies, among {sizes[1]:,}\n\n", _rows(shared, {}, d)]
    parts += [
        "\n## Dearest statements\n\nThe longest of the dearest request, for the rows that cost the database most.\n"
    ]
    parts += [f"\n{plan.row}, `{plan.path}`\n\n```\n" + "\n".join(plan.lines) + "\n```\n" for plan in plans]
    return "".join(parts)


def facts(rounds: int, load: float, postgres: str) -> list[tuple[str, str]]:
    names = ("Django", "gunicorn", "psycopg", "djangorestframework")
    return [
        ("date", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, at commit {_commit()}"),
        ("machine", f"{_processor()}, {os.cpu_count()} cores, {_gigabytes()} GB of memory, {platform.system()}"),
        (
            "versions",
            f"Python {platform.python_version()}, PostgreSQL {postgres}, "
            + ", ".join(f"{one} {version(one)}" for one in names),
        ),
        (
            "load of the machine",
            f"{load:.1f} before, {os.getloadavg()[0]:.1f} at the end, of which this run makes 1 to 2",
        ),
        ("rounds", str(rounds)),
    ]


def _goals(goals: list[Goal]) -> str:
    lines = [
        (goal.what, f"{goal.figure:.2f} {goal.unit}", f"{goal.most:.4g} {goal.unit}", goal.verdict, goal.note)
        for goal in goals
    ]
    return _table(("", "measured", "at most", "", ""), lines)


def _rows(rows: Rows, smaller: Rows, d: float) -> str:
    heads = ("", "requests/s", "p50 ms", "p95", "p99", "web ms", "store ms", "store p95", "sum in d", "queries")
    lines = [_line(name, row, d) for name, row in rows.items()]
    if smaller:
        heads = (*heads, "growth")
        lines = [
            (*line, f"{growth(smaller[name], row):.1f} x")
            for line, (name, row) in zip(lines, rows.items(), strict=True)
        ]
    return _table(heads, lines)


def _line(name: str, row: Row, d: float) -> tuple[str, ...]:
    waits = (f"{percentile(row.waits, share):.1f}" for share in (50, 95, 99))
    spent = (f"{row.web:.2f}", f"{row.store:.2f}", f"{percentile(row.stores, 95):.1f}", f"{row.cpu / d:.1f}")
    queries = "" if row.queries is None else str(row.queries)
    return (name, f"{statistics.median(row.per_second):,.0f}", *waits, *spent, queries)


def _table(heads: tuple[str, ...], lines: "list[tuple[str, ...]]") -> str:
    rule = ["---" if place == 0 or not head else "---:" for place, head in enumerate(heads)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (heads, rule, *lines))


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "unknown"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


def _gigabytes() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)
