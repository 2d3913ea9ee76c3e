"""The room, not only the person: who would see a post, and whether they all may."""

from handlers.rooms import event
from handlers.rooms.admission import admit, closed
from handlers.rooms.posting import post_to_channel, update_in_channel
from handlers.rooms.reading import Room, look, owns_workspace, survey
from handlers.surface import Event, Feature
from knowledge.access import Permission

__all__ = [
    "FEATURE",
    "Room",
    "admit",
    "closed",
    "look",
    "owns_workspace",
    "post_to_channel",
    "survey",
    "update_in_channel",
]

#: What Slack says when the bot cannot post in a channel any more.
ENDS = (
    *("channel_archive", "channel_deleted", "channel_left"),
    *("group_archive", "group_deleted", "group_left"),
)

FEATURE = Feature(
    events=(
        Event("member_joined_channel", Permission.HELP_READ, event.on_joined, quiet=True),
        *(Event(name, Permission.HELP_READ, event.on_closed, quiet=True) for name in ENDS),
    ),
    scopes=frozenset({"channels:read", "groups:read", "chat:write", "users:read"}),
)
