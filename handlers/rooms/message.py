"""What is said in a channel on coming in, and to whoever answers for one when it changes."""

from handlers.blocks import Message, context, discreet, section
from handlers.rooms.reading import Room
from knowledge.access import Permission
from knowledge.rooms import Audience, Kind
from knowledge.words import _, ngettext


def hello(room: Room, *, widest: Permission | None, opened: bool) -> Message:
    """Return what the bot says where it was invited: who is there, and what it may post.

    Parameters
    ----------
    widest
        The most that may be posted there, as ``knowledge.rooms.widest`` finds it.
    opened
        Whether the coalition has a coordinator yet.
    """
    there = (room.audience or Audience(room.people)).openly
    who = ngettext("{who} is here.", "{who} are here.", room.people)
    said = " ".join((_("Hello."), who.format(who=there.subject), _may_post(widest, opened=opened)))
    reads = _(
        "I read only what mentions me, is sent to me or follows my commands: `/coalition privacy`. "
        "Before each post I look who is in the channel. `/coalition help` shows what I can do."
    )
    return Message(f"{said}\n{reads}", [section(said), context(reads)])


def _may_post(widest: Permission | None, *, opened: bool) -> str:
    if not opened:
        return _(
            "This coalition is not set up yet, so I post only hotspot maps: try `/hotspots`. "
            "Whoever installed me begins with `/coalition setup`."
        )
    if widest is Permission.OUTREACH_READ:
        return _("All of them may see what I post for the coalition and for outreach.")
    if widest is Permission.PLAN_READ:
        return _("So I post what the coalition shares here, and nothing of outreach.")
    if widest is Permission.HOTSPOTS_READ:
        return _("So I post only what visitors may see here, such as hotspot maps.")
    return _("Not all of them may see the coalition's posts, so I post nothing else here.")


def narrowed(channel: str, joined: Kind, *, purpose: str) -> Message:
    """Return what is told about somebody limited who joined a channel; no names.

    Of an outreach channel the notification says nothing.
    """
    where = f"<#{channel}>"
    who = {
        Kind.POLICE: _("Somebody with law-enforcement duties joined {where}."),
        Kind.VISITOR: _("A visitor joined {where}."),
        Kind.UNCONFIRMED: _(
            "Somebody whose law-enforcement duties are not confirmed yet joined {where}."
        ),
        Kind.SUSPENDED: _("Somebody whose access is suspended joined {where}."),
    }[joined].format(where=where)
    what = _not_any_more(joined, purpose)
    do = _("If that was not meant, ask them to leave it, or use another channel.")
    text = f"{who} {what} {do}"
    blocks = [section(text)]
    return discreet(blocks) if purpose == "outreach" else Message(text, blocks)


def _not_any_more(joined: Kind, purpose: str) -> str:
    if purpose == "outreach":
        return _("While they are there I post nothing of outreach in it.")
    if joined is Kind.SUSPENDED:
        return _("While they are there I post nothing in it.")
    return _("While they are there I post only what they may see, such as hotspot maps.")


def left(channel: str, *, why: str, purpose: str) -> Message:
    """Return what is told about a channel in which the bot cannot post any more.

    Parameters
    ----------
    why
        Slack's name of the event that ended it.
    """
    where = f"<#{channel}>"
    if why.endswith("_archive"):
        what = _("{where} was archived, so I post nothing there any more.")
        do = _("If you open it again, type `/invite @` and my name there.")
    elif why.endswith("_deleted"):
        what = _("A channel that you answer for was deleted ({where}).")
        do = _("If I am to post elsewhere, type `/invite @` and my name there.")
    else:
        what = _("I was taken out of {where}, so I post nothing there any more.")
        do = _("If that was not meant, type `/invite @` and my name there.")
    text = f"{what.format(where=where)} {do}"
    blocks = [section(text)]
    return discreet(blocks) if purpose == "outreach" else Message(text, blocks)
