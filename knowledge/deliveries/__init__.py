"""Posts that are promised: what kinds there are, what names each, and how each ends."""

from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

_PROMISES = uuid5(NAMESPACE_URL, "https://coalition.invalid/deliveries")


class Kind(StrEnum):
    """What a post is for. A pause holds the first four; the others answer somebody."""

    DIGEST = "digest"
    NUDGE = "nudge"
    CHART = "chart"
    ALERT = "alert"
    POST = "post"
    PERSONAL = "personal"

    @property
    def held_by_pause(self) -> bool:
        """Whether a pause holds it back."""
        return self in (Kind.DIGEST, Kind.NUDGE, Kind.CHART, Kind.ALERT)

    @property
    def of_shootings(self) -> bool:
        """Whether it comes unasked and speaks of shootings, which a member can say no to."""
        return self in (Kind.DIGEST, Kind.CHART, Kind.ALERT)


def promise(*parts: object) -> str:
    """Return the key of a promise: the same parts, such as what and which slot, one key."""
    return str(uuid5(_PROMISES, "/".join(str(part) for part in parts)))
