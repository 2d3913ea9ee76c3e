"""The welcome: what is stored, who sees it, how to erase it, and what to begin with."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.blocks import Message, header, section
from handlers.commands import example_buttons
from handlers.people.sending import send
from knowledge.access import Duties
from knowledge.words import _
from storage import people


def welcome(session: Session, *, workspace: int, person: str, now: datetime) -> bool:
    """Welcome somebody who has their first seat, once; say whether this was it."""
    row = people.by_id(session, workspace=workspace, person=person)
    if row is None or row.welcomed_at is not None:
        return False
    row.welcomed_at = now
    told = said(police=row.duties == Duties.LAW_ENFORCEMENT)
    send(session, workspace, ("people.welcome", person), row.slack_user, told, now)
    return True


def said(*, police: bool) -> Message:
    """Return the welcome."""
    lead = _("Welcome. You have a seat in the coalition.")
    stored = _(
        "*What is stored:* which Slack account you are, your organization and role, your answer "
        "about duties, the days of your pledge and training, and what you put in yourself. "
        "Never what you write elsewhere in Slack."
    )
    seen = _(
        "*Who sees it:* members see your organization, your role, and whether pledge and "
        "training are done. Your answer about duties is seen by those who confirm it."
    )
    erase = _(
        "*How to erase it:* `/coalition mydata` shows and exports all of it, `/coalition forget` "
        "erases it."
    )
    first = _("*To begin:* try one of these.")
    examples = ("/coalition people", "/hotspots", "/coalition help")
    if police:
        first = _(
            "*To begin:* `/coalition notice` tells outreach of a shooting. Outreach information "
            "stays with outreach: that protects participants, staff, and you."
        )
        examples = ("/coalition notice", "/hotspots", "/coalition help")
    texts = [stored, seen, erase, first]
    blocks = [header(lead), *map(section, texts), *example_buttons(*examples)]
    return Message("\n".join([lead, *texts]), blocks)
