"""What a question's dialog says, as the answer that is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from knowledge.errors import UsageError
from knowledge.setup.gaps import Answer
from knowledge.setup.owners import Owner
from knowledge.setup.questions import CHECKED, Question
from knowledge.words import _
from storage.settings import PURPOSES


class FieldError(UsageError):
    """What was filled in cannot be: which field to mend, and how."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def said_field(question: Question) -> str:
    """Return the name of the field that holds a question's answer.

    Each question has its own: where one dialog takes another's place, Slack keeps what was
    filled in under the same name.
    """
    return f"setup_{question}"


def checked_field(question: Question) -> str:
    """Return the name of the field that holds the day on which an answer was last checked."""
    return f"setup_{question}_checked"


def channel_field(purpose: str) -> str:
    """Return the name of the field that asks for the channels of a purpose."""
    return f"setup_channels_{purpose}"


def read(question: Question, state: Mapping[str, Any], *, today: date) -> Answer:
    """Return the answer that a dialog holds.

    Raises
    ------
    FieldError
        When something is missing, or a day is still to come.
    """
    value = _channels(state) if question is Question.CHANNELS else _said(question, state)
    if question not in CHECKED:
        return Answer(value)
    field = checked_field(question)
    day = date.fromisoformat(state.get(field) or today.isoformat())
    if day > today:
        raise FieldError(field, _("That day is still to come. Pick today or before."))
    return Answer(value, day)


def _said(question: Question, state: Mapping[str, Any]) -> Any:
    field = said_field(question)
    said = state.get(field)
    if isinstance(said, str):
        said = said.strip()
    if not said:
        raise FieldError(field, _("Fill this in, or tap “Ask me later”."))
    if question in (Question.CRISIS, Question.PERMITS):
        return [line.strip() for line in said.splitlines() if line.strip()]
    if question is Question.CROWD:
        return int(said)
    if question is Question.OWNER:
        return Owner(said).value
    if question is Question.ZONE and said not in available_timezones():
        raise FieldError(field, _("Pick a zone from the list."))
    return said


def _channels(state: Mapping[str, Any]) -> dict[str, list[str]]:
    chosen = {purpose: list(state.get(channel_field(purpose)) or []) for purpose in PURPOSES}
    if not any(chosen.values()):
        raise FieldError(
            channel_field(PURPOSES[0]), _("Pick at least one channel, or tap “Ask me later”.")
        )
    return chosen
