"""A change to somebody's access, from its proposal to its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

#: How long a change waits to be confirmed; then it has to be proposed again. [days]
WAITS_DAYS = 14


class Kind(StrEnum):
    """What a change is about."""

    SEAT = "seat"
    DUTIES = "duties"
    ROLE = "role"
    COORDINATOR = "coordinator"
    SECTOR = "sector"
    SETTING = "setting"

    @property
    def personal(self) -> bool:
        """Whether it concerns somebody in person; else it only hangs on who proposed it."""
        return self not in (Kind.SECTOR, Kind.SETTING)


class State(StrEnum):
    """How far a change is."""

    WAITING = "waiting"
    DONE = "done"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Need(StrEnum):
    """Whose word a change needs; see :func:`knowledge.people.confirming.speaks_for`."""

    COORDINATOR = "coordinator"
    OUTREACH = "outreach"
    EITHER = "either"
    MEMBER = "member"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Change:
    """A change as it was proposed, and who confirmed it so far.

    Attributes
    ----------
    subject, proposed_by
        Random ids of whom it concerns, and of who proposed it.
    before, after
        What it changes; the fields depend on its kind.
    needs, confirmed
        Whose words it needs, and the person who gave each.
    """

    id: int
    kind: Kind
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    proposed_by: str
    proposed_at: datetime
    needs: tuple[Need, ...]
    confirmed: Mapping[str, str]
    state: State = State.WAITING

    @property
    def open_needs(self) -> tuple[Need, ...]:
        """Whose words are still missing."""
        return tuple(need for need in self.needs if need.value not in self.confirmed)
