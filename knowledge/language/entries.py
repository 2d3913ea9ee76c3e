"""The list of words to avoid, as a reviewed text that the package carries."""

from datetime import date
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from knowledge import sheets
from knowledge.sheets import Declared, Line


class Entry(Declared):
    """Words to avoid and what to say instead, in English and for the worst in Spanish.

    Attributes
    ----------
    public_only
        Whether the words are only avoided in public posts.
    why
        A source's id, or that the rule is our own.
    """

    avoid: tuple[Line, ...] = Field(min_length=1)
    instead: Line
    spanish: tuple[Line, ...] = ()
    instead_spanish: str = ""
    public_only: bool = False
    why: Line

    @model_validator(mode="after")
    def _answered(self) -> Self:
        if bool(self.spanish) != bool(self.instead_spanish):
            raise ValueError("Spanish words to avoid need Spanish words to say instead")
        return self


class WordList(Declared):
    """The whole list; ``allowed`` are names and terms in which those words stay."""

    reviewed: date
    entries: tuple[Entry, ...]
    allowed: tuple[Line, ...]


@cache
def word_list() -> WordList:
    """Return the list."""
    return WordList.model_validate(sheets.read("knowledge.language", "words.yaml"))
