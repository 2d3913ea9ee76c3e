"""What people and their sectors are called on a screen."""

from handlers.literal import literal
from knowledge.partners.sectors import Sector, label


def shown(name: str) -> str:
    """Return a name on one line that is neither markup nor turns what stands beside it."""
    return literal(" ".join(name.split()))


def sector(key: str) -> str:
    """Return the short name of a sector, "" for none."""
    return label(Sector(key)) if key in set(Sector) else ""
