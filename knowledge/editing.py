"""Two people editing one thing: neither silently loses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.errors import BotError
from knowledge.words import _


@dataclass(frozen=True, slots=True)
class Edit:
    """What one edit changed: ``{field: (before, after)}``, by a person's random id."""

    version: int
    by: str
    at: datetime
    changed: Mapping[str, tuple[Any, Any]]

    @property
    def before(self) -> dict[str, Any]:
        """The fields as they were before it, to bring them back."""
        return {field: pair[0] for field, pair in self.changed.items()}


class ChangedMeanwhileError(BotError):
    """Somebody else edited the same thing first; carries what they changed."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = tuple(edits)
        super().__init__(
            _(
                "Somebody changed this while you had it open, so yours is not saved yet. "
                "Look at what they changed, then save again."
            )
        )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return the fields of ``after`` whose value is another than ``before``, with both."""
    return {
        field: (before.get(field), value)
        for field, value in after.items()
        if before.get(field) != value
    }


def merged(edits: Sequence[Edit]) -> dict[str, tuple[Any, Any]]:
    """Return what several edits in a row changed together, without what was changed back."""
    together: dict[str, tuple[Any, Any]] = {}
    for edit in edits:
        for field, (before, after) in edit.changed.items():
            together[field] = (together.get(field, (before, None))[0], after)
    return {field: pair for field, pair in together.items() if pair[0] != pair[1]}


def clash(mine: Mapping[str, Any], edits: Sequence[Edit]) -> bool:
    """Say whether others changed a field to something else than ``mine`` now wants there.

    Edits of different fields go together without a question.
    """
    theirs = merged(edits)
    return any(field in theirs and theirs[field][1] != value for field, value in mine.items())


def kept(
    now: Mapping[str, Any], wanted: Mapping[str, Any], edits: Sequence[Edit], *, seen: int = 0
) -> dict[str, tuple[Any, Any]]:
    """Return what somebody changed in what they had open, to be written over ``now``.

    Parameters
    ----------
    now, wanted
        The fields as they stand, and as that person wants them.
    edits
        What others did since that person opened it.
    seen
        The newest version whose changes they were shown; those they write over on purpose.

    Raises
    ------
    ChangedMeanwhileError
        When others changed a field to something else than is wanted there.
    """
    theirs = merged(edits)
    opened = {**now, **{field: pair[0] for field, pair in theirs.items()}}
    mine = {field: pair[1] for field, pair in differences(opened, wanted).items()}
    unseen = [edit for edit in edits if edit.version > seen]
    if clash(mine, unseen):
        raise ChangedMeanwhileError(unseen)
    return differences(now, mine)
