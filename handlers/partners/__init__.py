"""The directory of partners: help to find, and the entries behind it."""

from handlers.partners import (
    command,
    dialog,
    directory,
    entry,
    files,
    form,
    job,
    message,
    seats,
    sharing,
    table,
)
from handlers.surface import Action, Command, Dialog, Feature, Job, Topic
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
            topic=Topic.NOW,
            does="Help for a family: who offers it, what is open now, walk-in first.",
            usage="[what] [where] [language] [now]",
            examples=("/find", "/find housing now", "/find food spanish walk-in"),
            needs=FIND,
            door=command.on_find,
        ),
        Command(
            names=("partners",),
            topic=Topic.PARTNERS,
            does="The directory of partners: search it, add, edit, confirm, archive, CSV.",
            usage="[name or sector | add | stale]",
            examples=("/partners", "/partners health care", "/partners stale", "/partners add"),
            needs=READ,
            door=command.on_partners,
        ),
        Command(
            names=("coalition sectors",),
            topic=Topic.PARTNERS,
            does="Who is at the table: seated, active and missing sectors, and whom to invite.",
            examples=("/coalition sectors",),
            needs=READ,
            door=sharing.on_sectors,
        ),
    ),
    actions=(
        Action(message.MORE, FIND, command.on_more),
        Action(message.TEXT, FIND, command.on_text),
        Action(message.PRINT, FIND, command.on_print),
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
        Action(directory.EXPORT, READ, files.on_export),
        Action(directory.IMPORT, MANAGE, files.on_import),
        Action(table.WITHDRAW, MANAGE, files.on_withdraw),
        Action(seats.SHARE, READ, sharing.on_share),
    ),
    dialogs=(
        Dialog(form.SAVED, MANAGE, dialog.on_saved),
        Dialog(table.SENT, MANAGE, files.on_sent),
        Dialog(table.TAKEN, MANAGE, files.on_taken),
        Dialog(seats.WHERE, READ, sharing.on_where),
    ),
    jobs=(Job("partners.stale", job.ask_again),),
    scopes=frozenset(
        {"commands", "chat:write", "im:write", "files:read", "files:write"}
        | {"channels:read", "groups:read"}
    ),
)
