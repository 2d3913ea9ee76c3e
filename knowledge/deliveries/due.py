"""A post whose time has come, in the hands of whoever claimed it."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.access import Permission
from knowledge.deliveries import Kind
from knowledge.events.visibility import View


@dataclass(frozen=True, slots=True)
class Due:
    """A promise that one worker holds until ``lease_until``.

    Attributes
    ----------
    channel, person
        Where to: one of the two, "" for the other; a person by their Slack user.
    attempts
        How often it was tried, this time included.
    first_try
        When it was first tried: an earlier post of it cannot be older.
    owner
        What this one claim is called; only who knows it may say how it ended.
    about
        The event it is about, and the least that its reader must see of that, if it is about one.
    """

    workspace: int
    key: str
    channel: str
    person: str
    thread: str
    kind: Kind
    needs: Permission
    place: str
    attempts: int
    first_try: datetime
    owner: str
    lease_until: datetime
    about: tuple[int, View] | None = None

    @property
    def target(self) -> str:
        """Whose conversation it goes to: Slack takes about one post a second for each."""
        return self.channel or self.person
