"""What roles, duties and needs are called, and the pledge."""

from knowledge.access import Duties, Role
from knowledge.people.change import Need
from knowledge.words import _


def role(one: Role) -> str:
    """Return what a role is called."""
    return {
        Role.COORDINATOR: _("Coordinator"),
        Role.SUPERVISOR: _("Outreach supervisor"),
        Role.WORKER: _("Outreach worker"),
        Role.MEMBER: _("Member"),
        Role.VISITOR: _("Visitor"),
    }[one]


def duties(one: Duties) -> str:
    """Return what an answer about duties says."""
    return {
        Duties.UNANSWERED: _("not confirmed yet"),
        Duties.NONE: _("no law-enforcement duties"),
        Duties.PUBLIC: _("press or elected office"),
        Duties.LAW_ENFORCEMENT: _("law-enforcement duties"),
    }[one]


def need(one: Need) -> str:
    """Return whom a change waits for."""
    return {
        Need.COORDINATOR: _("a coordinator"),
        Need.OUTREACH: _("an outreach supervisor"),
        Need.EITHER: _("a coordinator or outreach supervisor"),
        Need.MEMBER: _("one more member"),
        Need.ELSEWHERE: _("a member from another organization"),
    }[one]


def duties_short() -> str:
    """Return the question about duties in one line, with :func:`duties_meant` below it."""
    return _("Does your work have law-enforcement duties?")


def duties_meant() -> str:
    """Return what counts as law-enforcement duties, and why somebody is asked."""
    meant = _(
        "That is: sworn or school police, probation or parole supervision, prosecution, "
        "corrections, immigration enforcement, or analysis for one of them. Public defense is "
        "not."
    )
    return f"{meant} {why_duties()}"


def duties_question() -> str:
    """Return the question about duties, in plain words."""
    return _(
        "Is any of this part of your work? Sworn or school police, probation or parole "
        "supervision, prosecution, corrections, immigration enforcement, or analysis for one of "
        "them. Public defense is not."
    )


def why_duties() -> str:
    """Return why the question is asked."""
    return _(
        "Either answer is welcome here. Outreach information stays with outreach. It protects "
        "participants, staff, and you: there is nothing to hand over."
    )


def pledge() -> str:
    """Return the personal confidentiality pledge (formation item N19; T12, T15; B4)."""
    return _(
        "What I learn here about people stays here. I write nobody's name, address or story "
        "into Slack. I share numbers and places only as we agreed. When something slips, I tell "
        "a coordinator the same day."
    )
