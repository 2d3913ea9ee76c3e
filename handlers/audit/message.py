"""Pages of the audit as messages."""

from handlers.audit.service import Page
from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    discreet,
    escape,
    header,
    mention,
    section,
)
from knowledge.audit import Entry
from knowledge.moments import moment_of
from knowledge.words import _

OLDER = "audit.older"
OLDER_OUTREACH = "audit.older_outreach"


def page(found: Page) -> Message:
    """Return a page of lines, newest first, with a way to the older ones."""
    title = _("Audit: outreach") if found.outreach else _("Audit")
    lines = "\n".join(_line(found, entry) for entry in found.entries)
    blocks = [
        header(title),
        section(lines or _("Nothing is written here yet.")),
        context(_kept(outreach=found.outreach)),
        *_older(found),
    ]
    if found.outreach:
        return discreet(blocks)
    return Message(_("A page of the audit"), blocks)


def _line(found: Page, entry: Entry) -> str:
    at = moment_of(entry.at.astimezone(found.zone))
    who = mention(found.people, entry.actor) if entry.actor else _("somebody without a seat")
    words = f"{at} · {who} · {act(entry.act)}"
    if entry.subject and entry.subject != entry.actor:
        words += " · " + _("about {person}").format(person=mention(found.people, entry.subject))
    return words + (f" · {escape(_about(entry))}" if _about(entry) else "")


def _about(entry: Entry) -> str:
    """Return what an act was done to; numbers of lines are not said, as gaps in them would count.

    What is left out may be of an event that does not exist for whoever reads.
    """
    return "" if entry.about.startswith("lines:") else entry.about.replace(":", " ")


def act(name: str) -> str:
    """Return what was done in words: ``partner.archived`` is "partner archived"."""
    return escape(_(name.replace(".", " ").replace("_", " ")))


def _kept(*, outreach: bool) -> str:
    if outreach:
        return _(
            "Lines about outreach are for outreach supervisors and whom they concern. Nobody can "
            "change or drop a line, and that you read these is one too."
        )
    return _(
        "Who did what, never what was in it. Lines about outreach are left out, except those that "
        "concern you. Nobody can change or drop a line, and that you read these is one too."
    )


def _older(found: Page) -> list[Block]:
    if found.before is None:
        return []
    door = OLDER_OUTREACH if found.outreach else OLDER
    return [actions(button(_("Older"), action=door, value=str(found.before)))]
