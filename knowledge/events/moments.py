"""Reading a typed moment such as ``2026-12-01T18:00`` in a coalition's zone."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from knowledge.errors import UsageError
from knowledge.words import _

_FORM = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?$")


def read(typed: str, *, zone: ZoneInfo) -> datetime:
    """Return the moment that was typed, in the zone; without an offset it is the zone's own.

    An hour that clocks skip counts from the hour before; one that they repeat is the first.

    Raises
    ------
    UsageError
        When it is not a date with a time.
    """
    try:
        # the form leaves out what Python also takes: days without a time, weeks, fractions
        moment = datetime.fromisoformat(typed.strip() if _FORM.match(typed.strip()) else "")
        local = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return local.astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError):
        raise UsageError(
            _("“{typed}” is not a date with a time. Write it as 2026-12-01T18:00.").format(
                typed=typed
            )
        ) from None
