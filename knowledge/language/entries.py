"""The list of words to avoid, as a reviewed text that the package carries."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

_Line = Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=r"^[^\n]+$")]


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_Declared):
    """Words to avoid and what to say instead, in English and for the worst in Spanish.

    Attributes
    ----------
    public_only
        Whether the words are only avoided in public posts.
    why
        A source's id, or that the rule is our own.
    """

    avoid: tuple[_Line, ...] = Field(min_length=1)
    instead: _Line
    spanish: tuple[_Line, ...] = ()
    instead_spanish: str = ""
    public_only: bool = False
    why: _Line

    @model_validator(mode="after")
    def _answered(self) -> Self:
        if bool(self.spanish) != bool(self.instead_spanish):
            raise ValueError("Spanish words to avoid need Spanish words to say instead")
        return self


class WordList(_Declared):
    """The whole list; ``allowed`` are names and terms in which those words stay."""

    reviewed: date
    entries: tuple[Entry, ...]
    allowed: tuple[_Line, ...]


@cache
def word_list() -> WordList:
    """Return the list."""
    text = files("knowledge.language").joinpath("words.yaml").read_text(encoding="utf-8")
    return WordList.model_validate(yaml.safe_load(text))
