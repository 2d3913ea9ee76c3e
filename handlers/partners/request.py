"""What is asked of the directory, and how a button carries it on."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.partners import languages
from knowledge.partners.finding import Finding


class Asked(BaseModel):
    """A search or list as typed, and from which entry on it is shown."""

    model_config = ConfigDict(frozen=True)

    words: str = ""
    start: int = 0

    def packed(self) -> str:
        """Return it as a button holds it."""
        return json.dumps({"words": self.words, "start": self.start})

    @classmethod
    def unpacked(cls, packed: str) -> "Asked":
        """Return what a button holds."""
        return cls.model_validate_json(packed)

    def at(self, start: int) -> "Asked":
        """Return the same from another entry on."""
        return Asked(words=self.words, start=max(0, start))


class Opened(BaseModel):
    """Which entry lies open in a dialog, at which version; none for one to be added.

    Attributes
    ----------
    sure
        Whether somebody has seen which entries look like theirs, and adds it anyway.
    """

    model_config = ConfigDict(frozen=True)

    id: int | None = None
    version: int = 0
    sure: bool = False

    def packed(self) -> str:
        """Return it as a dialog or button carries it."""
        return self.model_dump_json()

    @classmethod
    def unpacked(cls, packed: str) -> "Opened":
        """Return what a dialog or button carries."""
        return cls.model_validate_json(packed)


def spelled(finding: Finding) -> str:
    """Return words that are read as this search."""
    parts: list[Any] = [
        *(each.value for each in finding.services),
        *([finding.place] if finding.place else []),
        *(languages.name(code).lower() for code in finding.languages),
        *(["now"] if finding.open_now else []),
        *(["walk-in"] if finding.walk_in else []),
        *(["24/7"] if finding.always else []),
        *finding.name_words,
    ]
    return " ".join(parts)
