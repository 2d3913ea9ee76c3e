"""What can be asked of the path: typed, pressed, or filled into a form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.errors import UsageError
from knowledge.formation.items import Item, Phase, item, items, phases
from knowledge.formation.steps import Standing
from knowledge.words import _

STANDING, OWNER, DUE, REASON = "path_standing", "path_owner", "path_due", "path_reason"
#: The boxes of the pass in which a coalition ticks what it has.
TICKED = "path_ticked"
#: The typed word that begins that pass.
HAVE = "have"


class FieldError(UsageError):
    """A field of the form has to be mended; carries which."""

    def __init__(self, field: str, said: str) -> None:
        self.field = field
        super().__init__(said)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on the path somebody is.

    Attributes
    ----------
    at
        A step such as ``N16``, a phase such as ``plan``, or "" for the whole path.
    inside
        Whether the button stands in the path's own dialog, which then changes in place.
    standing
        What a button says of the step; "" where it says nothing.
    version
        The version that a button takes back.
    """

    at: str = ""
    inside: bool = False
    standing: str = ""
    version: int = 0

    def packed(self) -> str:
        """Return it as a button holds it."""
        return f"{self.at}/{int(self.inside)}/{self.standing}/{self.version}"

    @classmethod
    def unpacked(cls, text: str) -> "Spot":
        """Return what a button holds."""
        at, inside, standing, version = text.split("/")
        return cls(at, inside == "1", standing, int(version))


@dataclass(frozen=True, slots=True)
class Pass:
    """One screen of the pass in which a coalition ticks what it has.

    Attributes
    ----------
    number
        Which phase, from 0.
    versions
        The version of each step as it was shown.
    kept
        How many boxes were ticked anew so far.
    """

    number: int
    versions: Mapping[str, int]
    kept: int = 0

    def packed(self) -> str:
        """Return it as the form holds it."""
        return json.dumps([self.number, dict(self.versions), self.kept])

    @classmethod
    def unpacked(cls, text: str) -> "Pass":
        """Return what the form holds."""
        number, versions, kept = json.loads(text)
        return cls(number, versions, kept)


def parse(text: str) -> str:
    """Return the step, phase or wish that somebody types: ``N16``, ``plan``, ``have`` or "".

    Raises
    ------
    UsageError
        When it is none of them.
    """
    said = text.strip().lower()
    named = {one.name.lower(): one.phase.value for one in phases()}
    if said in ("", HAVE):
        return said
    if said in named or said in set(Phase):
        return named.get(said, said)
    if said.upper() in {one.id for one in items()}:
        return item(said).id
    raise UsageError(
        _(
            "I know `/coalition path`, and after it a phase such as `convene`, a step such as "
            "`N16`, or `have` to tick what you have."
        )
    )


def filled(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled into a step's form; ``owner`` is a Slack user.

    Raises
    ------
    FieldError
        When a step is not for the coalition, without a reason.
    """
    standing = state.get(STANDING) or Standing.OPEN.value
    reason = " ".join(str(state.get(REASON) or "").split())
    if standing == Standing.NOT_FOR_US and not reason:
        raise FieldError(REASON, _("Say in a few words why, so that nobody asks again."))
    return {
        "standing": standing,
        "owner": state.get(OWNER) or None,
        "due": state.get(DUE) or None,
        "reason": reason if standing == Standing.NOT_FOR_US else "",
    }


def of_phase(phase: str) -> tuple[Item, ...]:
    """Return the steps of a phase."""
    return next(one.items for one in phases() if one.phase == phase)
