"""The CSV file as it is asked for, looked at, and told about afterwards."""

from datetime import datetime

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    choice,
    context,
    dialog,
    option,
    radio,
    section,
)
from handlers.literal import literal
from handlers.partners.importing import Preview
from knowledge.partners import csvfile
from knowledge.words import _, ngettext

SENT = "partners.sent"
TAKEN = "partners.taken"
WITHDRAW = "partners.withdraw"
FILE, TWINS = "partners_file", "partners_twins"
#: What to do with rows that look like what is there.
SKIP, BOTH = "skip", "both"

_SHOWN = 10


def asking() -> Block:
    """Return the dialog that asks for a file."""
    columns = ", ".join(csvfile.titles(contacts=True).values())
    field = {"type": "file_input", "filetypes": ["csv"], "max_files": 1}
    return dialog(
        _("Partners from a file"),
        [
            section(
                _(
                    "Send a CSV file, such as your spreadsheet saves it. The first line names the "
                    "columns; Name and Sector are enough. You see what would be added before it "
                    "counts."
                )
            ),
            choice(_("The file"), field, block=FILE),
            context(_("Known columns: {columns}.").format(columns=columns)),
        ],
        name=SENT,
        submit=_("Look at it"),
        close=_("Cancel"),
    )


def waiting(text: str) -> Block:
    """Return the dialog that lies open while something is read."""
    return dialog(_("Partners from a file"), [section(text)], close=_("Close"))


def looked_at(found: Preview, *, data: str) -> Block:
    """Return what a file would add, with its rejected rows and those that look alike."""
    clean = len(found.kept(twins=False))
    every = len(found.kept(twins=True))
    blocks = [section(_counts(found, every)), *_rejected(found), *_twins(found, clean, every)]
    if not every:
        return dialog(_("Partners from a file"), blocks, close=_("Close"))
    label = ngettext("Add {n} partner", "Add {n} partners", clean).format(n=clean)
    return dialog(
        _("Partners from a file"),
        blocks,
        name=TAKEN,
        submit=_("Add them") if found.twins else label,
        close=_("Cancel"),
        data=data,
    )


def added(many: int, at: datetime) -> Message:
    """Say how many were added, with the way back."""
    said = ngettext("Added {n} partner from your file.", "Added {n} partners from your file.", many)
    back = button(_("Undo"), action=WITHDRAW, value=at.isoformat())
    text = said.format(n=many)
    return Message(text, [section(text), actions(back)])


def withdrawn(many: int) -> Message:
    """Say how many were taken back."""
    said = ngettext(
        "{n} partner is out of the directory again. What somebody changed since stays.",
        "{n} partners are out of the directory again. What somebody changed since stays.",
        many,
    )
    return Message(said.format(n=many))


def _counts(found: Preview, every: int) -> str:
    said = [ngettext("*{n} partner* can be added.", "*{n} partners* can be added.", every)]
    if found.same:
        said.append(
            ngettext(
                "{same} is there already and stays as it is.",
                "{same} are there already and stay as they are.",
                len(found.same),
            )
        )
    if found.rejected:
        said.append(
            ngettext("{bad} row cannot be read.", "{bad} rows cannot be read.", len(found.rejected))
        )
    if found.unknown:
        said.append(
            ngettext(
                "{unknown} column is not known here.",
                "{unknown} columns are not known here.",
                found.unknown,
            )
        )
    return " ".join(said).format(
        n=every, same=len(found.same), bad=len(found.rejected), unknown=found.unknown
    )


def _rejected(found: Preview) -> list[Block]:
    if not found.rejected:
        return []
    lines = [
        _("Line {line}: {reason}").format(line=one.line, reason=one.reason)
        for one in found.rejected[:_SHOWN]
    ]
    more = len(found.rejected) - _SHOWN
    if more > 0:
        lines.append(ngettext("… and {n} more", "… and {n} more", more).format(n=more))
    return [section("\n".join([_("*Mend these in the file, or leave them out:*"), *lines]))]


def _twins(found: Preview, clean: int, every: int) -> list[Block]:
    if not found.twins:
        return []
    lines = [
        _("Line {line}: {name} looks like {like}").format(
            line=one.line, name=literal(one.name), like=literal(one.like)
        )
        for one in found.twins[:_SHOWN]
    ]
    more = len(found.twins) - _SHOWN
    if more > 0:
        lines.append(ngettext("… and {n} more", "… and {n} more", more).format(n=more))
    said = section("\n".join([_("*The same?*"), *lines]))
    if not every:
        return [said]
    skip = option(_("Leave those out: add {n}").format(n=clean), SKIP)
    both = option(_("They are others: add all {n}").format(n=every), BOTH)
    field = radio([skip, both] if clean else [both], chosen=skip if clean else None)
    return [said, choice(_("What about these?"), field, block=TWINS)]
