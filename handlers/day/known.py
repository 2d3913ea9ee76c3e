"""The last screen that each person saw, for when the database does not answer."""

from collections import OrderedDict
from threading import Lock

from handlers.day.screen import Screen
from knowledge.access import Member

#: How many people's screens are held in memory.
MOST = 500

Key = tuple[int, str]


class Known:
    """What each person saw last; nobody is shown what another saw."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._seen: OrderedDict[Key, Screen] = OrderedDict()
        self._lock = Lock()

    def keep(self, member: Member, screen: Screen) -> None:
        """Remember what somebody sees now."""
        with self._lock:
            self._seen[_key(member)] = screen
            self._seen.move_to_end(_key(member))
            while len(self._seen) > self._most:
                self._seen.popitem(last=False)

    def find(self, member: Member, event: int = 0) -> Screen | None:
        """Return what somebody saw last, of an event or at all."""
        with self._lock:
            found = self._seen.get(_key(member))
        return found if found is not None and event in (0, found.event.id) else None

    def forget(self, member: Member) -> None:
        """Forget what somebody saw, who may not see it any more."""
        with self._lock:
            self._seen.pop(_key(member), None)


def _key(member: Member) -> Key:
    return member.workspace, member.slack_user


KNOWN = Known()
