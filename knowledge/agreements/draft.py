"""An agreement as somebody fills it in, and what still keeps it from being recorded."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.agreements.agreement import Agreement
from knowledge.agreements.tiers import Tier
from knowledge.errors import UsageError
from knowledge.words import _

#: The fewest who can agree: a coalition's memorandum may name partners one by one.
FEWEST_PARTIES = 2
LONGEST_TITLE = 150
LONGEST_TEXT = 2_000
LONGEST_RETENTION = 300

#: Fields that say who somebody is. Law varies; the coalition shares places (K15, T12, T13).
_IDENTIFYING = re.compile(
    r"(?<!\w)(names?|surnames?|address(?:es)?|birth(?:day|date|s)?|dob|phones?|e-?mails?|ssn|"
    r"social security|mrn|medical record|student id|plates?|photos?|faces?|handles?|"
    r"immigration|gang|diagnos[ei]s|nombres?|apellidos?|direcci[oó]n|tel[eé]fonos?)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """What a form holds before anything is recorded; its names are those of ``Agreement``."""

    tier: Tier
    title: str
    parties: tuple[int, ...]
    purpose: str
    start: date | None
    end: date | None = None
    fields: tuple[str, ...] = ()
    retention: str = ""
    covered: tuple[str, ...] = ()
    signed_on: date | None = None

    def problems(self) -> dict[str, str]:
        """Return what must be mended, by the name of the field; empty when it may be recorded."""
        found = {
            "title": self._title(),
            "parties": self._parties(),
            "purpose": self._purpose(),
            "fields": self._fields(),
            "retention": self._retention(),
            "start": "" if self.start else _("Give the first day on which it holds."),
            "end": self._end(),
        }
        return {name: sentence for name, sentence in found.items() if sentence}

    def agreed(self, *, id: int, version: int = 1) -> Agreement:  # noqa: A002 - its column's name
        """Return the agreement that this draft describes.

        Raises
        ------
        UsageError
            With everything that must be mended first.
        """
        problems = self.problems()
        if problems or self.start is None:
            raise UsageError(" ".join(problems.values()))
        return Agreement(
            id=id,
            tier=self.tier,
            title=self.title.strip(),
            parties=tuple(sorted(set(self.parties))),
            purpose=self.purpose.strip(),
            fields=self.fields,
            retention=self.retention.strip(),
            start=self.start,
            end=self.end,
            version=version,
            covered=self.covered,
            signed_on=self.signed_on,
        )

    @property
    def about_data(self) -> bool:
        """Whether it shares data, so that fields, retention and an end are needed."""
        return self.tier is not Tier.MEMORANDUM

    def _title(self) -> str:
        if not self.title.strip():
            return _("Give it a title by which partners know it.")
        if len(self.title) > LONGEST_TITLE:
            return _("Shorten the title to {n} characters.").format(n=LONGEST_TITLE)
        return ""

    def _parties(self) -> str:
        if len(set(self.parties)) < FEWEST_PARTIES:
            return _("Name at least two partners that signed it.")
        return ""

    def _purpose(self) -> str:
        if not self.purpose.strip():
            return _("Say in one sentence what it is for.")
        if len(self.purpose) > LONGEST_TEXT:
            return _("Shorten the purpose to {n} characters.").format(n=LONGEST_TEXT)
        return ""

    def _fields(self) -> str:
        if not self.about_data:
            return ""
        if not any(field.strip() for field in self.fields):
            return _("List the fields that are shared, such as place, time and mechanism.")
        found = next((hit for field in self.fields if (hit := _IDENTIFYING.search(field))), None)
        if found is None:
            return ""
        return _(
            "“{field}” can say who somebody is. Here we share places, never people: take it out, "
            "or keep that agreement between the partners and their counsel."
        ).format(field=found[0].lower())

    def _retention(self) -> str:
        if self.about_data and not self.retention.strip():
            return _("Say how long the data is kept, such as “90 days”.")
        if len(self.retention) > LONGEST_RETENTION:
            return _("Shorten this to {n} characters.").format(n=LONGEST_RETENTION)
        return ""

    def _end(self) -> str:
        if self.end is None and self.about_data:
            return _("Give the day on which it ends; data is not shared for ever.")
        if self.start and self.end and self.end < self.start:
            return _("It ends before it starts: change one of the two days.")
        return ""
