"""Agreements between partners: what is signed, what each settles, and when each ends."""

from handlers.agreements import command, dialog, form, job, message, posting, request
from handlers.surface import Action, Command, Dialog, Feature, Job, Menu, Topic
from knowledge.access import Permission

FEATURE = Feature(
    commands=(
        Command(
            names=("coalition agreements",),
            topic=Topic.PARTNERS,
            does="What partners agreed to: memorandums and data agreements, and when each ends.",
            usage="[add | print]",
            examples=("/coalition agreements", "/coalition agreements print"),
            needs=Permission.AGREEMENTS_READ,
            door=command.on_command,
        ),
    ),
    actions=(
        Action(message.OPEN, Permission.AGREEMENTS_READ, dialog.on_open),
        Action(message.MORE, Permission.AGREEMENTS_READ, dialog.on_more),
        Action(message.PRINT, Permission.AGREEMENTS_READ, posting.print_all),
        Action(message.ADD, Permission.AGREEMENTS_MANAGE, command.add),
        Action(message.EDIT, Permission.AGREEMENTS_MANAGE, dialog.on_edit),
        Action(message.CLAUSES, Permission.AGREEMENTS_MANAGE, dialog.on_clauses),
        Action(message.SIGN, Permission.AGREEMENTS_MANAGE, dialog.on_sign),
        Action(message.ARCHIVE, Permission.AGREEMENTS_MANAGE, dialog.on_archive),
        Action(message.UNDO, Permission.AGREEMENTS_MANAGE, dialog.on_undo),
    ),
    dialogs=(
        Dialog(form.SAVED, Permission.AGREEMENTS_MANAGE, dialog.on_saved),
        Dialog(form.TICKED, Permission.AGREEMENTS_MANAGE, dialog.on_ticked),
    ),
    menus=(Menu(request.PARTIES, Permission.AGREEMENTS_MANAGE, dialog.offer),),
    jobs=(Job("agreements", job.remind),),
    scopes=frozenset({"commands", "chat:write", "im:write", "files:write"}),
)
