"""One JSON object per line: when, how bad, what, and facts; never an address that holds a secret, never an answer."""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from typing import TextIO

_log = logging.getLogger("cron")


class JsonFormatter(logging.Formatter):
    """The record's own `facts` beside its message."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        return json.dumps(line | getattr(record, "facts", {}), default=str)


def set_up(stream: TextIO | None = None) -> None:
    """Of our own lines alone: libraries write addresses into theirs."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(JsonFormatter())
    _log.handlers, _log.propagate = [handler], False
    _log.setLevel(logging.INFO)
    logging.getLogger().handlers = [logging.NullHandler()]
    threading.excepthook = _broken


def say(message: str, **facts: object) -> None:
    _log.info(message, extra={"facts": facts})


def warn(message: str, **facts: object) -> None:
    _log.warning(message, extra={"facts": facts})


def _broken(fault: threading.ExceptHookArgs) -> None:
    """What should never happen, without its text, which may quote anything."""
    passed = [f"{place.filename}:{place.lineno}" for place in traceback.extract_tb(fault.exc_traceback)][-12:]
    _log.error("a fault of the monitor's own", extra={"facts": {"error": fault.exc_type.__name__, "passed": passed}})
