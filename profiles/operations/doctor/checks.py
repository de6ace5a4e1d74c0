"""All checks, and how they are run: at once, with one end for all, and none can take another along."""

from collections.abc import Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial

from django.db import connections

from profiles.operations.doctor import backups, cache, certificate, collector, database, files, mail, people, sign_in
from profiles.operations.doctor.findings import Check, Finding, Seen, State, failed, warning

SECONDS = 12.0  # each has shorter limits of its own; this one is for name servers
_MODULES = (database, cache, files, sign_in, mail, certificate, collector, people)
CHECKS: tuple[Check, ...] = tuple(check for module in _MODULES for check in module.CHECKS)


def for_backups(*, hours: int, not_started: Collection[str]) -> tuple[Check, ...]:
    """Asked in the container that makes them."""
    return tuple(_patient(check) if check.name in not_started else check for check in backups.checks(hours))


def for_site(*, copies: int, not_started: Collection[str]) -> tuple[Check, ...]:
    """All checks, of so many copies of the application; those named lean on what nobody has started yet."""
    looks = {"connections": partial(database.look_at_connections, copies)}
    known = (replace(check, look=looks.get(check.name, check.look)) for check in CHECKS)
    return tuple(_patient(check) if check.name in not_started else check for check in known)


def findings(checks: Sequence[Check] = CHECKS, *, seconds: float = SECONDS) -> list[Finding]:
    """What all checks found, in their order. One that breaks or hangs is a failed line and nothing more."""
    threads = ThreadPoolExecutor(max_workers=max(1, len(checks)), thread_name_prefix="doctor")
    looking = [threads.submit(_look, check) for check in checks]
    wait(looking, timeout=seconds)
    threads.shutdown(wait=False, cancel_futures=True)
    return [check.finding(_outcome(future)) for check, future in zip(checks, looking, strict=True)]


def _patient(check: Check) -> Check:
    def look() -> Seen:
        seen = check.look()
        is_known = seen.state is not State.FAILED
        return seen if is_known else warning("Not known: it is not started yet.", "Start it: `make up`.")

    return replace(check, look=look)


def _look(check: Check) -> Seen:
    try:
        return check.look()
    finally:
        connections.close_all()  # this thread's


def _outcome(future: "Future[Seen]") -> Seen:
    if not future.done():
        return failed("It had no end in time.", "See whether names are resolved and the network answers at all.")
    problem = future.exception()
    if problem is not None:  # its text may quote what is secret
        return failed(f"The check itself broke ({type(problem).__name__}).", "Report it with the site's version.")
    return future.result()
