"""What an agreement's dialogs hold, read into values."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.agreements.draft import AgreementDraft
from knowledge.agreements.tiers import Tier

TIER = "agreement_tier"
TITLE = "agreement_title"
PARTIES = "agreement_parties"
PURPOSE = "agreement_purpose"
FIELDS = "agreement_fields"
RETENTION = "agreement_retention"
START = "agreement_start"
END = "agreement_end"
SIGNED = "agreement_signed_on"
#: Before the number of each group of clauses.
CLAUSES = "agreement_covered_"

_LONGEST_FIELD = 100
_PREFIX = "agreement_"


@dataclass(frozen=True, slots=True)
class Opened:
    """Which agreement a dialog was opened on, in which version; None for a new one.

    Attributes
    ----------
    seen
        The newest version of others that was shown in it since.
    """

    agreement: int | None = None
    version: int = 1
    seen: int = 0

    def packed(self) -> str:
        """Return this as the data that a dialog carries."""
        return json.dumps([self.agreement, self.version, self.seen])

    @classmethod
    def unpacked(cls, data: str) -> "Opened":
        """Return what a dialog carries; nothing means a new agreement."""
        return cls(*json.loads(data)) if data else cls()


def draft(state: Mapping[str, Any], *, covered: tuple[str, ...] = ()) -> AgreementDraft:
    """Return what a dialog holds, mended or not.

    Parameters
    ----------
    covered
        The clauses that are settled already; another dialog asks for them.
    """
    return AgreementDraft(
        tier=Tier(state.get(TIER) or Tier.MEMORANDUM),
        title=_line(state.get(TITLE)),
        parties=tuple(int(one) for one in state.get(PARTIES) or ()),
        purpose=str(state.get(PURPOSE) or "").strip(),
        fields=_fields(str(state.get(FIELDS) or "")),
        retention=_line(state.get(RETENTION)),
        start=_day(state.get(START)),
        end=_day(state.get(END)),
        signed_on=_day(state.get(SIGNED)),
        covered=covered,
    )


def problems(made: AgreementDraft) -> dict[str, str]:
    """Return what must be mended, by the block where it is said."""
    return {f"{_PREFIX}{name}": sentence for name, sentence in made.problems().items()}


def clauses(state: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of the clauses that are ticked."""
    return tuple(
        str(key) for block, ticked in state.items() if block.startswith(CLAUSES) for key in ticked
    )


def _line(text: object) -> str:
    return " ".join(str(text or "").split())


def _fields(text: str) -> tuple[str, ...]:
    """Return the fields that somebody listed, by commas or one on a line, each once."""
    said = (" ".join(part.split())[:_LONGEST_FIELD] for part in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(part for part in said if part))


def _day(picked: object) -> date | None:
    return date.fromisoformat(str(picked)) if picked else None
