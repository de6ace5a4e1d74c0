"""`make bench`: what the site costs among 10,000 and 1,000,000 people, beside a constant view in one run.

SIZES="3000 20000" are other numbers of people, of which the first and the last are compared; ROUNDS=1 is quick. Only a
run over the usual sizes writes docs/performance.md, others are printed. AFRESH=--afresh loads everybody anew; otherwise
the databases of the last run are used, which the embedded server keeps (`config/local/postgres.py` says where).
"""

import argparse
import contextlib
import os
import signal
import sys

import django

from config.local import postgres
from tests.benchmarks import databases, figures, sites
from tests.benchmarks.questions import KNOWN
from tests.benchmarks.report import PAGE

SIZES = (10_000, 1_000_000)
ROUNDS = 3


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--afresh", action="store_true")
    wanted = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that what was started is stopped too
    if not sites.is_possible():
        raise SystemExit("This kernel does not count processor time finely enough; run it on Linux.")
    sizes = (min(wanted.sizes), max(wanted.sizes))
    if sizes[0] < KNOWN:
        raise SystemExit(f"At least {KNOWN:,} people are asked for.")
    with postgres.running("tests") as server:
        for size in dict.fromkeys(sizes):
            databases.prepare(str(server.sockets), size, afresh=wanted.afresh)
        written = _page(str(server.sockets), sizes, wanted.rounds)
    if sizes == SIZES:
        PAGE.write_text(written)
        written = f"{PAGE.relative_to(databases.CHECKOUT)} is written."
    _say("")
    print(written)


def _page(sockets: str, sizes: tuple[int, int], rounds: int) -> str:
    os.environ.update(databases.environment(sockets, sizes[1]) | {"LOG_LEVEL": "WARNING"})
    django.setup()
    from tests.benchmarks import measuring, plans, report

    load = os.getloadavg()[0]
    with contextlib.ExitStack() as stack:
        redis = stack.enter_context(sites.redis_running())
        running = [stack.enter_context(sites.running(sockets, size)) for size in dict.fromkeys(sizes)]
        if redis:
            running.append(stack.enter_context(sites.running(sockets, sizes[1], redis)))
        sites_asked = [measuring.begin(site) for site in running]
        measuring.rounds(rounds, sites_asked, _say)
        small, large = sites_asked[0], sites_asked[len(set(sizes)) - 1]
        _say("counting queries")
        plans.count_queries(large.rows)
        facts = [*report.facts(rounds, load, databases.version(sockets)), *_sizes(sockets, sizes), *_memory(running)]
        d = figures.yardstick([one.rows for one in sites_asked])
        memory = max(own for own, _ in large.site.memory())
        return report.page(
            small=small.rows,
            large=large.rows,
            shared=sites_asked[-1].rows if redis else {},
            sizes=sizes,
            d=d,
            goals=figures.goals(small.rows, large.rows, d, memory=memory, first_answer=large.site.first_answer),
            plans=plans.dearest(large.rows),
            facts=facts,
        )


def _sizes(sockets: str, sizes: tuple[int, int]) -> list[tuple[str, str]]:
    found = []
    for size in dict.fromkeys(sizes):
        note = (
            "" if databases.is_current(sockets, size) else "; loaded by an earlier version, AFRESH=--afresh loads anew"
        )
        found.append((f"database of {size:,}", f"{databases.megabytes(sockets, size):,} MB{note}"))
    return found


def _memory(running: list[sites.Site]) -> list[tuple[str, str]]:
    """Of each worker after all rounds."""
    found = []
    for site in running:
        each = "; ".join(f"{own:.0f} MB of its own, {whole:.0f} with its share" for own, whole in site.memory())
        found.append((f"workers, {site.size:,} people{' and Redis' if site.redis else ''}", each))
    return found


def _say(line: str) -> None:
    if sys.stdout.isatty():
        print(f"\r{line:70}\r", end="", flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("interrupted")
