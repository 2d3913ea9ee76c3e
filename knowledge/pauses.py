"""A pause: somebody's word that nothing is posted by itself, somewhere, until a moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a pause holds."""

    ALL = "all"
    CHANNEL = "channel"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that is in force.

    Attributes
    ----------
    target
        A channel's id or a place's key; "" for all.
    by
        The random id of whoever said so.
    """

    id: int
    scope: Scope
    target: str
    until: datetime
    by: str
    at: datetime

    def holds(self, *, channel: str | None, place: str | None) -> bool:
        """Say whether it holds a post in this channel, about this place."""
        aimed = {Scope.CHANNEL: channel, Scope.PLACE: place}
        return self.scope is Scope.ALL or (bool(self.target) and aimed[self.scope] == self.target)
