"""What the setup still lacks, and where it goes on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.setup.questions import CHECKED, ORDER, Question, reason, title
from knowledge.windows import spell
from knowledge.words import _

#: After so many days a local setting wants to be checked again. [days]
STALE = 365


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and the day on which somebody last checked that it holds."""

    value: Any
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """One setting that is missing or old.

    Attributes
    ----------
    title, why
        What is missing, and what it leaves open; to be shown.
    command
        What fills it when typed or clicked.
    """

    question: Question
    title: str
    why: str
    command: str


def gaps(answers: Mapping[Question, Answer], *, today: date) -> list[Gap]:
    """Return what is missing, and what nobody has checked for a year, in the setup's order."""
    found = []
    for question in ORDER:
        answer = answers.get(question)
        if answer is None:
            found.append(_gap(question, reason(question)))
        elif question in CHECKED and _old(answer, today):
            found.append(_gap(question, _checked(answer)))
    return found


def following(
    answered: Collection[Question],
    later: Collection[Question],
    *,
    after: Question = Question.COORDINATOR,
) -> Question | None:
    """Return the next question that is neither answered nor put off, None at the end."""
    rest = ORDER[after.number :]
    return next((one for one in rest if one not in answered and one not in later), None)


def _gap(question: Question, why: str) -> Gap:
    return Gap(question, title(question), why, f"/coalition setup {question.value}")


def _old(answer: Answer, today: date) -> bool:
    return answer.checked_on is None or (today - answer.checked_on).days >= STALE


def _checked(answer: Answer) -> str:
    if answer.checked_on is None:
        return _("Nobody has checked it yet.")
    return _("Last checked on {day}. Check that it still holds.").format(
        day=spell(answer.checked_on)
    )
