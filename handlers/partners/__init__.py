"""The directory of partners: help to find, and the entries behind it."""

from handlers.partners import command, dialog, directory, entry, form, message
from handlers.surface import Action, Command, Dialog, Feature
from knowledge.access import Permission

FIND, READ, MANAGE = (
    Permission.PARTNERS_FIND,
    Permission.PARTNERS_READ,
    Permission.PARTNERS_MANAGE,
)

FEATURE = Feature(
    commands=(
        Command(
            names=("find",),
            does="Help for a family: who offers it, what is open now, walk-in first.",
            usage="[what] [where] [language] [now]",
            examples=("/find", "/find housing now", "/find food spanish walk-in"),
            needs=FIND,
            door=command.on_find,
        ),
        Command(
            names=("partners",),
            does="The directory of partners: search it, add, edit, confirm, archive, CSV.",
            usage="[name or sector | add | stale]",
            examples=("/partners", "/partners health care", "/partners stale", "/partners add"),
            needs=READ,
            door=command.on_partners,
        ),
    ),
    actions=(
        Action(message.MORE, FIND, command.on_more),
        Action(message.TEXT, FIND, command.on_text),
        Action(message.ADD, MANAGE, dialog.begin),
        Action(directory.OPEN, READ, dialog.on_open),
        Action(directory.TURN, READ, dialog.on_turn),
        Action(directory.SECTOR, READ, dialog.on_sector),
        Action(directory.CONFIRM_LISTED, MANAGE, dialog.on_confirm_listed),
        Action(entry.CONFIRM, MANAGE, dialog.on_confirm),
        Action(entry.EDIT, MANAGE, dialog.on_edit),
        Action(entry.ARCHIVE, MANAGE, dialog.on_archive),
        Action(entry.UNDO, MANAGE, dialog.on_undo),
        Action(form.SAME, READ, dialog.on_same),
    ),
    dialogs=(Dialog(form.SAVED, MANAGE, dialog.on_saved),),
    scopes=frozenset({"commands", "chat:write", "im:write"}),
)
