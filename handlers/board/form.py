"""The dialog in which a need is written, and the one that says who will see it."""

from typing import TYPE_CHECKING

from handlers.blocks import Block, choice, dialog, entry, escape, plain, section
from handlers.board import message
from handlers.rooms import Room
from knowledge.board.line import LONGEST
from knowledge.words import _

if TYPE_CHECKING:
    from handlers.board.service import Asked

ASKED = "board.asked"
CONFIRMED = "board.confirmed"

LINE = "board_line"
ROOM = "board_room"


def asking(text: str = "", *, channel: str = "", replaces: str = "", why: str = "") -> Block:
    """Return the dialog of a need, with what stands in it.

    Parameters
    ----------
    replaces
        The number of the draft that this one takes the place of.
    why
        Why the channel before cannot be.
    """
    channels: Block = {
        "type": "conversations_select",
        "placeholder": plain(_("Choose a channel")),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    channels |= {"initial_conversation": channel} if channel else {}
    blocks = [
        *([section(escape(why))] if why else []),
        choice(
            _("What is needed, and when?"),
            entry(text, most=LONGEST, hint=_("van Saturday 2–5")),
            block=LINE,
            hint=_("One line. Say what, never for whom."),
        ),
        choice(_("Channel"), channels, block=ROOM),
    ]
    return dialog(
        _("Ask for something"),
        blocks,
        name=ASKED,
        submit=_("Next"),
        close=_("Not now"),
        data=replaces,
    )


def waiting() -> Block:
    """Return the dialog while the bot looks who is in the room."""
    blocks = [section(_("Looking who is in the room…"))]
    return dialog(_("Post it?"), blocks, close=_("Not now"))


def confirming(asked: "Asked", room: Room) -> Block:
    """Return the dialog that says what is posted and who sees it."""
    return dialog(
        _("Post it?"),
        message.confirmation(asked, room),
        name=CONFIRMED,
        submit=_("Post anyway") if asked.doubts else _("Post it"),
        close=_("Not now"),
        data=str(asked.need.id),
    )
