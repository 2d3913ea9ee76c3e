"""Small and soon: which ten things three people can do, and which four questions are asked."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from knowledge.events.items import Item, template
from knowledge.events.kinds import EventType
from knowledge.events.profile import Profile

#: Under this many people an event is small. [people]
SMALL = 100
#: Sooner than this from now an event is soon.
SOON = timedelta(hours=72)
#: From this many people a crowd manager is a duty in most places, however soon it is (E10, E11).
CROWD = 250
_DUTY = "C10"


class Question(StrEnum):
    """What can be asked of an event after its type and start, in the order of the long way."""

    ATTENDANCE = "attendance"
    END = "end"
    PLACE = "place"
    VENUE = "venue"
    AUDIENCE = "audience"
    ENTRY = "entry"
    ALCOHOL = "alcohol"
    HISTORY = "history"
    ENVIRONMENT = "environment"


#: The fourth question of a small event: what changes most with its type.
_FOURTH = {
    EventType.VIGIL: Question.ENTRY,
    EventType.FUNERAL: Question.ENTRY,
    EventType.BLOCK_PARTY: Question.ALCOHOL,
    EventType.MARCH: Question.AUDIENCE,
    EventType.SCHOOL_EVENT: Question.AUDIENCE,
    EventType.COMMUNITY_MEETING: Question.VENUE,
    EventType.YOUTH_TOURNAMENT: Question.AUDIENCE,
    EventType.OTHER: Question.VENUE,
}


def is_small(profile: Profile, *, now: datetime) -> bool:
    """Return whether one screen is the plan: few people come, or it is soon.

    Where nobody knows how many come, soon alone decides.
    """
    few = profile.attendance is not None and profile.attendance < SMALL
    return few or profile.start.astimezone(UTC) - now.astimezone(UTC) < SOON


def questions(profile: Profile, *, now: datetime) -> tuple[Question, ...]:
    """Return what this event is asked after its type and start, answered or not, in order.

    Attendance comes first, because it decides whether the others come at all.
    """
    if is_small(profile, now=now):
        return (Question.ATTENDANCE, Question.END, Question.PLACE, _FOURTH[profile.type])
    return tuple(Question)


def first(profile: Profile, items: Sequence[Item]) -> tuple[str, ...]:
    """Return the ids of the at most ten things to do, those of a coalition's list that exist.

    Where a crowd comes soon, its crowd managers take the place of one that can give way.
    """
    listed = template(profile.type)
    large = (profile.attendance or 0) >= CROWD
    ids = [_DUTY if large and one == listed.gives_way else one for one in listed.first]
    there = {item.id for item in items}
    return tuple(one for one in ids if one in there)
