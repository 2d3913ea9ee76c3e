"""What is said of a shooting notice, to outreach and to who sent it."""

from datetime import datetime

from handlers.blocks import Message, context, discreet, header, section
from handlers.people.naming import shown
from knowledge.errors import UsageError
from knowledge.moments import moment_of
from knowledge.words import _, ngettext

#: How long ago a shooting may be for a notice. [days]
AGO = 14
#: The most that a notice tells apart: so many people or more.
MOST = 10


class NoticeError(UsageError):
    """The moment of a notice cannot be; the message says which one can."""


def received(
    place: str, happened: datetime, people_shot: int, *, sender: str, organisation: str
) -> Message:
    """Return what outreach supervisors get; a lock screen shows none of it."""
    shot = ngettext("{n} person shot", "{n} people shot", people_shot).format(n=people_shot)
    shot = _("10 or more people shot") if people_shot >= MOST else shot
    when = moment_of(happened)
    facts = _("*Where:* {place}\n*When:* {when}\n*Who was hurt:* {shot}").format(
        place=shown(place), when=when, shot=shot
    )
    by = _("From <@{sender}> ({organisation}). They got a receipt and hear nothing more.").format(
        sender=sender, organisation=shown(organisation)
    )
    return discreet([header(_("Shooting notice")), section(facts), context(by)])


def handed() -> Message:
    """Return what the sender hears at once."""
    said = _("Handed on. A receipt comes to your messages with me once outreach has it.")
    return Message(said, [section(said)])


def receipt() -> Message:
    """Return all that the sender hears afterwards; Slack shows when it came."""
    said = _("Delivered to outreach.")
    return Message(said, [section(said)])
