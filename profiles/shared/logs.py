"""Log lines as JSON with facts and ids, never the data of people or the texts of exceptions."""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")  # of the request that is being answered
trace: ContextVar[str] = ContextVar("trace", default="")  # the `traceparent` it came with, for our own calls outside

_OWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "status_code", "server_time"}


class JsonFormatter(logging.Formatter):
    """One object per line: when, level, logger, message, the request's id and the record's extra facts.

    Other people's loggers put paths, hosts and values into their arguments and extra facts, so of theirs only the
    unfilled message is kept. Of an exception only its type and the places it passed are kept: its text may quote a row.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._message(record),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        if _is_ours(record):
            line |= {key: value for key, value in vars(record).items() if key not in _OWN}
        if record.exc_info and record.exc_info[0]:
            line["error"] = f"{record.exc_info[0].__module__}.{record.exc_info[0].__qualname__}"
            line["passed"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(record.exc_info[2])][
                -12:
            ]
        return json.dumps(line, default=str)  # in ASCII: no line separator and no lone surrogate gets out

    def _message(self, record: logging.LogRecord) -> str:
        if _is_ours(record):
            return record.getMessage()
        return str(record.msg) if record.args else record.name


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in ("profiles", "config")
