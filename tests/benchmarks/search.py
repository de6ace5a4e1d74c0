"""`make bench-search`: what searches cost in the database, for crowds of several sizes, beside each other in one run.

Each crowd has a database of its own in the embedded server, which is made once and kept (`--afresh` makes it anew).
Figures are the processor time that the database spent on all statements of one search, as the kernel counts it, so that
neighbours on this machine do not lengthen it; without the cards that a page shows. Rounds alternate.
`--plans` shows how the slowest of each kind was answered.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from config.local import postgres

SIZES = (10_000, 1_000_000)
ROUNDS, TRIES = 4, 25  # of each kind
GOAL = 30.0  # milliseconds, 19 of 20 searches among a million


@dataclass
class Figures:
    milliseconds: list[float] = field(default_factory=list)
    slowest: tuple[float, str, list[tuple[str, object]]] = (0.0, "", [])


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES)
    asked.add_argument("--afresh", action="store_true")
    asked.add_argument("--plans", action="store_true")
    wanted = asked.parse_args()
    with postgres.running("tests") as server:
        for size in wanted.sizes:
            _prepare(str(server.sockets), size, afresh=wanted.afresh)
        os.environ.update(_environment(str(server.sockets), wanted.sizes[0]))
        _measure(wanted.sizes, plans=wanted.plans)


def _environment(sockets: str, size: int) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "POSTGRES_HOST": sockets,
        "POSTGRES_DB": f"benchmark_{size}",
        "SITE_URL": "http://127.0.0.1:8000",
    }


def _prepare(sockets: str, size: int, *, afresh: bool) -> None:
    """The database of this crowd: all or nothing, so that an interrupted load is begun anew."""
    import psycopg

    name, unfinished = f"benchmark_{size}", f"benchmark_{size}_unfinished"
    with psycopg.connect(host=sockets, user=postgres.USER, dbname="postgres", autocommit=True) as connection:
        if afresh:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        connection.execute(f"DROP DATABASE IF EXISTS {unfinished}")
        connection.execute(f"CREATE DATABASE {unfinished}")
        environment = os.environ | _environment(sockets, size) | {"POSTGRES_DB": unfinished}
        for command in (["manage.py", "migrate", "-v0"], ["-m", "tests.benchmarks.load", str(size)]):
            subprocess.run([sys.executable, *command], env=environment, check=True)
        connection.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")


def _measure(sizes: list[int], *, plans: bool) -> None:
    import django

    django.setup()
    from django.db import connection

    figures: dict[tuple[str, int], Figures] = {}
    for turn in range(ROUNDS):
        for size in sizes:
            connection.close()
            connection.close_pool()
            connection.settings_dict["NAME"] = f"benchmark_{size}"
            _round(turn, size, figures)
            if turn == ROUNDS - 1 and plans:
                _explain(size, figures)
    _print(figures, sizes)


def _round(turn: int, size: int, figures: dict[tuple[str, int], Figures]) -> None:
    from profiles.directory import queries
    from profiles.directory.facets import facets
    from profiles.directory.wishes import Wish
    from profiles.shared.visibility import STRANGER

    for kind, texts in _queries(turn).items():
        for text in texts:
            _note(figures, kind, size, text, lambda text=text: queries.found_ids(STRANGER, Wish(text)))
    for text in _queries(turn)["beginnings"]:
        _note(figures, "suggestions", size, text, lambda text=text: queries.suggested_people(STRANGER, text))
        _note(figures, "facets", size, text, lambda text=text: facets(STRANGER, Wish(text)))
    for letter in "aglsz":
        _note(figures, "leafing", size, letter, lambda letter=letter: queries.found_ids(STRANGER, Wish(letter=letter)))
    _note(figures, "facets of all", size, "", lambda: facets(STRANGER, Wish()))


def _note(
    figures: dict[tuple[str, int], Figures], kind: str, size: int, text: str, search: Callable[[], object]
) -> None:
    with _noted() as statements:
        spent = -_processor_milliseconds()
        search()
        spent += _processor_milliseconds()
    one = figures.setdefault((kind, size), Figures())
    one.milliseconds.append(spent)
    if spent > one.slowest[0]:
        one.slowest = (spent, text, statements)


def _processor_milliseconds() -> float:
    """Of the server's process that answers this connection, so far."""
    from django.db import connection

    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


@contextmanager
def _noted() -> "Iterator[list[tuple[str, object]]]":
    from django.db import connection

    statements: list[tuple[str, object]] = []

    def note(execute, sql, values, many, context):
        statements.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield statements


def _queries(turn: int) -> dict[str, list[str]]:
    """What people type of names that exist, others in every round; the same for every crowd."""
    from profiles.shared import folding
    from tests.benchmarks import crowd

    dice = random.Random(turn)
    known = [person for person in crowd.people(3_000) if " " in person.name]
    some = dice.sample(known, TRIES)
    folded = [(folding.fold(one.given).split()[0], folding.fold(one.family).split()[-1]) for one in some]
    return {
        "whole name": [one.name for one in some],
        "beginnings": [f"{given[:3]} {family[:4]}" for given, family in folded],
        "one beginning": [family[: dice.choice((2, 3, 4))] for _, family in folded],
        "initials": [f"{given[0]} {family}" for given, family in folded],
        "typing error": [f"{_mistyped(dice, family)} {given}" for given, family in folded],
        "name and field": [f"{folding.fold(one.family)} {folding.fold(one.headline).split()[0]}" for one in some],
        "field": [folding.fold(one.headline).split()[0] for one in some],
        "common word": ["university", "professor", "professor university", "of", "history of"] * (TRIES // 5),
        "nothing": [f"{family[::-1]}q zx{given}" for given, family in folded],
        "one letter": dice.choices("abcdefghijklmnoprstuvwz", k=TRIES),
        "two letters": [f"{given[0]} {family[0]}" for given, family in folded],
    }


def _mistyped(dice: random.Random, word: str) -> str:
    at = dice.randrange(1, max(len(word) - 1, 2))
    return dice.choice((word[:at] + word[at + 1 :], word[:at] + word[at : at + 2][::-1] + word[at + 2 :]))


def _print(figures: dict[tuple[str, int], Figures], sizes: list[int]) -> None:
    print(f"Processor milliseconds in the database; half, 19 of 20, 99 of 100 take less; {ROUNDS} rounds of {TRIES}")
    print(f"{'':16}" + "".join(f"{size:>28,}" for size in sizes) + "      ratio of 19 of 20")
    for kind in dict.fromkeys(kind for kind, _ in figures):
        rows = [_percentiles(figures[kind, size].milliseconds) for size in sizes]
        cells = "".join(f"{'':4}" + "".join(f"{value:8.1f}" for value in row) for row in rows)
        ratio = rows[-1][1] / max(rows[0][1], 0.01)
        print(f"{kind:16}{cells}   {ratio:8.1f} x{'' if rows[-1][1] <= GOAL else '   beyond the goal'}")
    print(f"goal: 19 of 20 within {GOAL:.0f} ms. Load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()}")


def _percentiles(values: list[float]) -> tuple[float, float, float]:
    ordered = sorted(values)
    return statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))], ordered[int(0.99 * (len(ordered) - 1))]


def _explain(size: int, figures: dict[tuple[str, int], Figures]) -> None:
    from django.db import connection

    for (kind, of), one in figures.items():
        if of != size:
            continue
        print(f"--- {kind} of {size:,}: {one.slowest[0]:.1f} ms, {one.slowest[1]!r}, {len(one.slowest[2])} statements")
        for sql, values in one.slowest[2]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING ON) {sql}", values)
                print("\n".join(line for (line,) in cursor.fetchall()))


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    main()
