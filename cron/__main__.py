"""`python -m cron`: looks at the site every minute until it is told to stop. With options: once, for a person."""

import argparse
import json
import signal
import sys
import threading
import time
import warnings
from dataclasses import replace
from queue import SimpleQueue

from cron import alerts, cloudwatch, logs, metrics, settings, table
from cron.cloud import Services
from cron.decisions import State, decide
from cron.rounds import Looks, Rounds, forever
from cron.settings import Malformed, Settings


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m cron", description=__doc__)
    parser.add_argument("--once", action="store_true", help="look once and print a table; 1 when something is wrong")
    parser.add_argument("--dry-run", action="store_true", help="look once and print what would be sent")
    options = parser.parse_args(arguments)
    try:
        wanted = settings.read()
    except Malformed as problem:
        print(problem, file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")  # of libraries: with MONITOR_TRUST=any one would come with each answer
    if options.once or options.dry_run:
        return look_once(wanted, is_dry_run=options.dry_run)
    return watch(wanted)


def look_once(wanted: Settings, *, is_dry_run: bool) -> int:
    """Nothing is sent, and a fault is told at once, without a second round or patience for a first backup."""
    at = time.time()
    at_once = replace(wanted, limits=replace(wanted.limits, rounds=1, backup_seconds=0))
    decision = decide(State(), Looks(wanted, Services(wanted.cloud)).look(at), at_once, at)
    if is_dry_run:
        namespace = metrics.namespace(wanted.environment)
        print(json.dumps(cloudwatch.request(namespace, decision.points), default=str, indent=2))
        for alert in decision.alerts:
            print(alerts.sentence(alert, wanted.environment))
    else:
        print(table.of(decision.verdicts))
    return int(any(not verdict.is_well for verdict in decision.verdicts))


def watch(wanted: Settings) -> int:
    """The rounds run beside; here is nothing to do but to end at once when told so, whatever they wait for."""
    outcome: SimpleQueue[int] = SimpleQueue()
    for order in (signal.SIGTERM, signal.SIGINT):
        signal.signal(order, lambda *_: outcome.put(0))
    logs.set_up()
    where = wanted.cloud.region or "nowhere, for AWS_REGION is not set"
    logs.say("started", targets=[target.url for target in wanted.targets], figures_go_to=where)
    threading.Thread(target=_rounds, args=(wanted, outcome), daemon=True).start()
    status = outcome.get()
    logs.say("stopped")
    return status


def _rounds(wanted: Settings, outcome: "SimpleQueue[int]") -> None:
    """Only a fault of our own ends it; then the program ends too, and is started again."""
    try:
        forever(Rounds(wanted, Services(wanted.cloud)), wanted.seconds)
    finally:
        outcome.put(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
