"""What is said of a pause."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from handlers.blocks import Message, escape, section
from knowledge.moments import day_of
from knowledge.pauses import Pause, Scope
from knowledge.words import _

#: A pause ends at midnight; its last day is the one before.
_MOMENT = timedelta(microseconds=1)


def paused(pause: Pause, names: Mapping[str, str], zone: str | None) -> Message:
    """Return what the channels hear once."""
    told = _(
        "{what} until the end of {day}: I post no digests, reminders, charts or alerts by "
        "myself, and nothing held back comes afterwards. I still answer whoever asks."
    )
    text = told.format(what=what(pause, names), day=last_day(pause, zone))
    return Message(text, [section(text)])


def what(pause: Pause, names: Mapping[str, str]) -> str:
    """Return what is quiet."""
    if pause.scope is Scope.CHANNEL:
        return _("Quiet in <#{channel}>").format(channel=pause.target)
    if pause.scope is Scope.PLACE:
        place = names.get(pause.target, _("a place that is not in the data any more"))
        return _("Quiet about {place}").format(place=escape(place))
    return _("Quiet everywhere")


def last_day(pause: Pause, zone: str | None) -> str:
    """Return the last day of a pause, as people there write it."""
    local = pause.until.astimezone(ZoneInfo(zone or "UTC"))
    return day_of(local - _MOMENT)
