"""What the pause's dialog says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.errors import UsageError
from knowledge.pauses import Right, Scope
from knowledge.words import _

WHAT, CHANNEL, PLACE, UNTIL = "pause_what", "pause_channel", "pause_place", "pause_until"
#: A pause that nobody ends is not to become the rule. [days]
LONGEST = 90


class FieldError(UsageError):
    """What was filled in cannot be: which field to mend, and how."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class PauseRequest:
    """What is to be paused, through the end of which local day."""

    scope: Scope
    target: str
    until: date

    @classmethod
    def read(cls, state: Mapping[str, Any], *, today: date, right: Right) -> "PauseRequest":
        """Return what a dialog says.

        Raises
        ------
        FieldError
            When the channel or place is missing or not theirs to pause, or the day cannot be.
        """
        scope = Scope(state[WHAT])
        target = {Scope.CHANNEL: state.get(CHANNEL), Scope.PLACE: state.get(PLACE)}.get(scope) or ""
        if scope is Scope.CHANNEL and not target:
            raise FieldError(CHANNEL, _("Choose the channel to keep quiet."))
        if scope is Scope.PLACE and not target:
            raise FieldError(PLACE, _("Choose the place to keep quiet about."))
        if not right.allows(scope, str(target)):
            field = CHANNEL if scope is Scope.CHANNEL else PLACE
            raise FieldError(field, _("Choose what is your event’s; a coordinator pauses others."))
        return cls(scope, str(target), _day(state.get(UNTIL), today))

    def ends(self, zone: str | None, *, last: datetime | None = None) -> datetime:
        """Return the moment after which posts come again: the end of that day there.

        It is no later than the day of ``last``, where somebody's right to pause ends.
        """
        local = ZoneInfo(zone or "UTC")
        day = self.until if last is None else min(self.until, last.astimezone(local).date())
        midnight = datetime.combine(day + timedelta(days=1), time(), local)
        return midnight.astimezone(ZoneInfo("UTC"))


def _day(said: str | None, today: date) -> date:
    if not said:
        raise FieldError(UNTIL, _("Pick the last day of the pause."))
    day = date.fromisoformat(said)
    if not today <= day <= today + timedelta(days=LONGEST):
        raise FieldError(
            UNTIL, _("Pick a day from today to {most} days ahead.").format(most=LONGEST)
        )
    return day
