"""Hotspot snapshots: where shootings have concentrated, and what is not known."""

from handlers.hotspots import command, dialog, message, pickers
from handlers.surface import Action, Command, Dialog, Feature, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("hotspots", "map"),
            topic=Topic.NOW,
            does="A map of the places that have carried the most shootings, with numbers.",
            usage="[place] [window] [kind] [vs window]",
            examples=(
                "/hotspots",
                "/hotspots last 12 months fatal",
                "/hotspots since labor day vs last year",
            ),
            needs=Permission.HOTSPOTS_READ,
            door=command.on_command,
        ),
    ),
    actions=(
        Action(message.PICK, Permission.HOTSPOTS_READ, command.on_pick),
        Action(message.CHANGE, Permission.HOTSPOTS_READ, dialog.on_change),
        Action(message.TABLE, Permission.HOTSPOTS_READ, dialog.on_table),
        Action(message.READ, Permission.HOTSPOTS_READ, dialog.on_read),
        Action(message.SHARE, Permission.HOTSPOTS_SHARE, dialog.on_share),
        Action(message.ELSEWHERE, Permission.HOTSPOTS_SHARE, dialog.on_elsewhere),
    ),
    dialogs=(
        Dialog(pickers.CHANGED, Permission.HOTSPOTS_READ, dialog.on_changed),
        Dialog(dialog.WHERE, Permission.HOTSPOTS_SHARE, dialog.on_where),
        Dialog(dialog.THERE, Permission.HOTSPOTS_SHARE, dialog.on_there),
    ),
    scopes=frozenset(
        {"commands", "chat:write", "im:write", "files:write", "files:read"}
        | {"channels:read", "groups:read"}
    ),
)
