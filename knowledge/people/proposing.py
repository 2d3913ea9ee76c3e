"""Who may propose a change of role or duties, and why not."""

from collections.abc import Callable

from knowledge.access import Duties, Role
from knowledge.people.circle import OUTREACH_ROLES, Circle, Seat
from knowledge.words import _


def refused(proposer: Seat, subject: Seat, new: Role, *, circle: Circle) -> str | None:
    """Return why ``proposer`` cannot propose ``new`` as the subject's role, or None."""
    if not proposer.heard:
        return _("Roles are proposed by members without law-enforcement duties.")
    if new is subject.role:
        return _("They hold that role already.")
    if new in OUTREACH_ROLES or new is Role.COORDINATOR:
        unfit = _unfit(subject, new)
        if unfit:
            return unfit
    return _RULES[new](proposer, subject, circle)


def may_give(proposer: Seat, subject: Seat, *, circle: Circle) -> tuple[Role, ...]:
    """Return the roles that somebody may propose for somebody else."""
    return tuple(role for role in Role if refused(proposer, subject, role, circle=circle) is None)


def refused_duties(proposer: Seat) -> str | None:
    """Return why somebody cannot propose what duties another person has, or None."""
    if proposer.coordinates or proposer.supervises:
        return None
    return _("Duties are answered by each person with `/coalition join`, or put right by a "
             "coordinator or outreach supervisor.")  # fmt: skip


def _unfit(subject: Seat, new: Role) -> str | None:
    """Say why somebody can hold neither an outreach role nor the coordinator's.

    The one-way rule (record policy B4, rule 3; T03, T06).
    """
    if subject.duties is Duties.LAW_ENFORCEMENT and new is Role.COORDINATOR:
        return _(
            "Who has law-enforcement duties cannot be coordinator: a coordinator confirms who "
            "comes near outreach. They keep their seat, and can send shooting notices."
        )
    if subject.duties is Duties.LAW_ENFORCEMENT:
        return _(
            "Outreach information stays with outreach. It protects participants, staff, and "
            "people with law-enforcement duties themselves: there is nothing to hand over. They "
            "keep their seat, and can send shooting notices."
        )
    if subject.partner is None or not subject.active:
        return _("They need a seat first: `/coalition join` takes one minute.")
    return None


def _outreach(proposer: Seat, subject: Seat, circle: Circle, new: Role) -> str | None:
    if subject.coordinates and subject.person != proposer.person:
        return _("They coordinate. Another coordinator takes that back first, or they do.")
    if circle.supervisors():
        if proposer.supervises:
            return None
        return _(
            "Outreach roles are given by outreach. An outreach supervisor proposes this: "
            "`/coalition people` shows who they are."
        )
    if new is Role.WORKER:
        return _("First outreach needs a supervisor, whom an outreach partner names.")
    if proposer.outreach:
        return None
    return _(
        "The first outreach supervisor is named by somebody who sits for an outreach partner, "
        "and a coordinator confirms it."
    )


def _coordinator(proposer: Seat, subject: Seat, circle: Circle) -> str | None:
    if subject.role in OUTREACH_ROLES and subject.person != proposer.person:
        return _("They hold an outreach role. Outreach takes that back first, or they do.")
    if proposer.coordinates:
        return None
    if not circle.coordinators() and proposer.person == subject.person:
        return None
    return _("A coordinator names the next one. Where none is left, you can take over yourself.")


def _lower(proposer: Seat, subject: Seat, _circle: Circle) -> str | None:
    if proposer.person == subject.person or proposer.coordinates:
        return None
    if proposer.supervises and subject.role in OUTREACH_ROLES:
        return None
    return _("A coordinator does this: `/coalition people` shows who they are.")


def _member(proposer: Seat, subject: Seat, circle: Circle) -> str | None:
    if subject.role is Role.VISITOR:
        if subject.partner is None:
            return _("They need a seat first: `/coalition join` takes one minute.")
        if not proposer.coordinates:
            return _("A coordinator raises a visitor, and one more member confirms it.")
    return _lower(proposer, subject, circle)


_RULES: dict[Role, Callable[[Seat, Seat, Circle], str | None]] = {
    Role.WORKER: lambda proposer, subject, circle: _outreach(
        proposer, subject, circle, Role.WORKER
    ),
    Role.SUPERVISOR: lambda proposer, subject, circle: _outreach(
        proposer, subject, circle, Role.SUPERVISOR
    ),
    Role.COORDINATOR: _coordinator,
    Role.MEMBER: _member,
    Role.VISITOR: _lower,
}
