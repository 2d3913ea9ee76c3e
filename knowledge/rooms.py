"""Who is in a channel, by kind, and whom what is posted there would reach that may not see it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.access import Duties, Member, Permission, Role, refusal
from knowledge.words import _, ngettext


class Kind(StrEnum):
    """What limits somebody in a room; each is of the first kind that fits."""

    SUSPENDED = "suspended"
    POLICE = "police"
    VISITOR = "visitor"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Audience:
    """How many people would see a post, and how many of them are limited in what they may see.

    Attributes
    ----------
    people
        Everybody, without bots and without accounts that are closed.
    visitors
        Who has no seat: unknown people, guests, people of another organisation, the press.
    unconfirmed
        Who is seated, and whose law-enforcement duties are not answered and confirmed yet.
    """

    people: int
    police: int = 0
    visitors: int = 0
    unconfirmed: int = 0
    suspended: int = 0

    @classmethod
    def of(cls, members: Iterable[Member]) -> "Audience":
        """Count people; before the setup nobody is seated, so nobody is called a visitor."""
        listed = list(members)
        found = Counter(kind(one) for one in listed if one.opened or one.suspended)
        return cls(
            people=len(listed),
            police=found[Kind.POLICE],
            visitors=found[Kind.VISITOR],
            unconfirmed=found[Kind.UNCONFIRMED],
            suspended=found[Kind.SUSPENDED],
        )

    @property
    def limited(self) -> str:
        """Who is limited, such as "1 police, 2 visitors"; "" where nobody is."""
        counted = (
            (self.police, ngettext("{n} police", "{n} police", self.police)),
            (self.visitors, ngettext("{n} visitor", "{n} visitors", self.visitors)),
            (
                self.unconfirmed,
                ngettext(
                    "{n} with unconfirmed duties", "{n} with unconfirmed duties", self.unconfirmed
                ),
            ),
            (self.suspended, ngettext("{n} suspended", "{n} suspended", self.suspended)),
        )
        return ", ".join(words.format(n=count) for count, words in counted if count)

    @property
    def words(self) -> str:
        """Who is there, such as "46 people, among them 1 police, 2 visitors"."""
        return self.subject.removesuffix(",")

    @property
    def subject(self) -> str:
        """The same before a verb, with the comma that then follows."""
        if not self.limited:
            return self._people
        if self.people in (self.police, self.visitors, self.unconfirmed, self.suspended):
            return self.limited
        return _("{people}, among them {limited},").format(
            people=self._people, limited=self.limited
        )

    @property
    def openly(self) -> "Audience":
        """The same for everybody's eyes: whose standing is in question stays unsaid."""
        return replace(self, unconfirmed=0, suspended=0)

    @property
    def _people(self) -> str:
        return ngettext("{n} person", "{n} people", self.people).format(n=self.people)


def kind(member: Member) -> Kind | None:
    """Return what limits somebody, None for who is seated, confirmed and in good standing."""
    if member.suspended:
        return Kind.SUSPENDED
    if member.police:
        return Kind.POLICE
    if member.seat is Role.VISITOR:
        return Kind.VISITOR
    return Kind.UNCONFIRMED if member.duties is Duties.UNANSWERED else None


def barred(members: Iterable[Member], needs: Permission) -> list[Member]:
    """Return those of a room who may not see what needs ``needs``; it takes one to keep it out."""
    return [one for one in members if refusal(one, needs) is not None]


#: What everybody in a channel must be allowed for what is posted there, by its purpose.
_PURPOSES = {
    "outreach": Permission.OUTREACH_READ,
    "digest": Permission.HOTSPOTS_READ,
    "press": Permission.HOTSPOTS_READ,
}


def needed(purpose: str) -> Permission:
    """Return what a channel's posts need; where no purpose is named, the coalition's plan."""
    return _PURPOSES.get(purpose, Permission.PLAN_READ)


def widest(members: Sequence[Member]) -> Permission | None:
    """Return the most that may be posted in a room: outreach, the plan, maps, or nothing."""
    steps = (Permission.OUTREACH_READ, Permission.PLAN_READ, Permission.HOTSPOTS_READ)
    return next((step for step in steps if not barred(members, step)), None)
