"""The one function that every post into a channel passes."""

from slack_sdk import WebClient

from handlers.rooms.reading import Room, survey
from handlers.toolbox import Toolbox
from knowledge.access import Member, Permission
from knowledge.errors import RefusedError
from knowledge.rooms import Audience, barred
from knowledge.words import _


def admit(
    client: WebClient, tools: Toolbox, *, workspace: int, channel: str, needs: Permission
) -> Room:
    """Return a channel in which everybody may see what needs ``needs``.

    Slack shows a post to whoever is in the channel, so its least-permitted member decides.

    Raises
    ------
    RefusedError
        When somebody there may not see it, or the bot cannot post there or cannot see who is
        there; it says whom that concerns in numbers and kinds, and what to do.
    slack_sdk.errors.SlackApiError
        When Slack does not tell who is there; nothing may be posted then either.
    """
    room, members = survey(client, tools, workspace=workspace, channel=channel)
    if room is None or not room.open:
        raise RefusedError(closed(room))
    kept_out = barred(members, needs)
    if kept_out:
        raise RefusedError(_narrow(room, kept_out))
    return room


def closed(room: Room | None, *, outside: bool = False) -> str:
    """Say why nothing can be posted in a channel, and what to do.

    Parameters
    ----------
    outside
        Whether Slack refused a post by this bot there, whatever is known of the channel.
    """
    if room is None:
        return _("I cannot see that channel. Type `/invite @` and my name there, then try again.")
    if room.archived:
        words = _("#{room} is archived, so nobody can post there. Choose another channel.")
    elif room.joined and outside:
        words = _("I may not post in #{room}. Ask its owners to let apps post, or choose another.")
    else:
        words = _("I am not in #{room}. Type `/invite @` and my name there, then try again.")
    return words.format(room=room.name)


def _narrow(room: Room, kept_out: list[Member]) -> str:
    if not all(one.opened for one in kept_out):
        return _(
            "This coalition is not set up yet, so I post nothing in channels but hotspot maps. "
            "Whoever installed me begins with `/coalition setup`."
        )
    words = _(
        "Not posted: of the {n} people in #{room}, {kept_out} may not see this. Choose a channel "
        "without them, or send it to people one by one."
    )
    limited = Audience.of(kept_out).limited or str(len(kept_out))
    return words.format(n=room.people, room=room.name, kept_out=limited)
