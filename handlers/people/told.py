"""A change with what its words need."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.people.change import Change


@dataclass(frozen=True, slots=True)
class Told:
    """A change, the Slack user of each person, and its organisation as it is called now."""

    change: Change
    users: Mapping[str, str]
    organisation: str = ""
    sector: str = ""
