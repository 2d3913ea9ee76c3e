"""A vigil with people on its plan, for tests of how ready it is."""

from dataclasses import replace
from datetime import timedelta

from handlers.events import planning
from handlers.readiness import service
from knowledge.events.kinds import EventRole, EventType, Venue
from knowledge.events.profile import Profile
from storage import events, people
from tests.conftest import NOW

START = NOW + timedelta(days=10)
PLACE = "Marked Corner"
TITLE = "Marked vigil"
VIGIL = Profile(
    EventType.VIGIL, START, START + timedelta(hours=1), Venue.STREET, attendance=120,
    entry=1, alcohol=0, audience=1, place=PLACE, history=1, environment=0,
)  # fmt: skip
#: Who has which role, by their handle; Dana is of the police.
ROLES = {
    "GRACE": EventRole.EVENT_LEAD,
    "PRIYA": EventRole.SAFETY_LEAD,
    "ROSA": EventRole.FAMILY_LIAISON,
    "MARCUS": EventRole.OUTREACH_LEAD,
    "DANA": EventRole.LAW_LIAISON,
}


def known(tools, handle):
    """Return somebody as the coalition knows them."""
    with tools.read() as session:
        return people.member(session, workspace=1, slack_user=f"U0{handle}")


def plan(tools, profile=VIGIL, title=TITLE, **changed):
    """Keep an event with its plan and everybody on it, scored; return its id."""
    with tools.begin() as session:
        users = {user: one for one, user in people.slack_users(session, workspace=1).items()}
        event = events.add(
            session, workspace=1, profile=replace(profile, **changed), title=title,
            by=users["U0GRACE"], now=NOW,
        )  # fmt: skip
        for handle, role in ROLES.items():
            events.name_hand(
                session, workspace=1, event=event.id, role=role, person=users[f"U0{handle}"],
                now=NOW,
            )  # fmt: skip
        planning.replan(session, tools, workspace=1, event=event)
    service.score(tools, workspace=1, event=event.id)
    return event.id


def find(tools, event):
    """Return the event as it is kept."""
    with tools.read() as session:
        return events.find(session, workspace=1, event=event)
