"""Structured logs that never carry message text, tokens or record content.

Of our own lines only the named fields of ``SAFE`` are written; of libraries' lines who logged
and where, for some log whole requests, and errors that quote what they were given.
"""

import logging
import re
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

#: What a line may say. Anything else is withheld, whoever logs it.
SAFE = frozenset(
    {
        "event", "level", "timestamp", "logger", "error", "where", "reference", "door", "kind",
        "workspace", "seconds", "rows", "count", "database", "api", "address", "method", "signal",
        "connected", "in_flight", "revision", "status", "version", "name",
    }
)  # fmt: skip
TOKEN = re.compile(r"x(ox[a-z]|app)-[\w-]+")


def configure(*, level: str, format_: str) -> None:
    """Send our lines and the libraries' to standard error, as JSON or for people."""
    for_people = format_ == "console" or (format_ == "auto" and sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _name_errors,
            _withhold,
            structlog.dev.ConsoleRenderer() if for_people else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[Foreign()], force=True)


def _name_errors(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Say an error's type and where it arose; its message could quote anything."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["where"] = [f"{frame.name}:{frame.lineno}" for frame in frames[-8:]]
    return event


def _withhold(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {
        name: TOKEN.sub("[token]", value) if isinstance(value, str) else value
        for name, value in event.items()
        if name in SAFE
    }


class Foreign(logging.Handler):
    """What libraries log, reduced to what is safe to keep."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass on who logged, where, and an error's type; a message could quote anything."""
        fields: dict[str, Any] = {
            "logger": record.name,
            "where": f"{record.module}:{record.lineno}",
        }
        if record.exc_info:
            fields["exc_info"] = record.exc_info[1]
        structlog.get_logger().log(record.levelno, "a library's message, withheld", **fields)
