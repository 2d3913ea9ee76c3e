"""The dialogs around a file: which one, how far it is, what it holds, and that it is in."""

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    choice,
    context,
    dialog,
    escape,
    option,
    radio,
    section,
)
from handlers.downloads import Sent
from handlers.incidents.request import ImportSummary
from handlers.places.request import PlacesSummary
from handlers.setup.asking import ASK, FILE
from handlers.setup.importing import TYPES, Holds, Report
from knowledge.setup.questions import Question
from knowledge.windows import spell
from knowledge.words import _, ngettext

SENT, TAKE = "setup.sent", "setup.take"
UPLOAD, HOLDS = "setup_upload", "setup_holds"


def file_view(why: str = "") -> Block:
    """Return the dialog that takes a file, with why the one before was not taken."""
    holds = [
        option(_("Shootings: when and where"), Holds.SHOOTINGS.value),
        option(_("Outline of the city or county (GeoJSON)"), Holds.CITY.value),
        option(_("Neighborhoods (GeoJSON)"), Holds.NEIGHBORHOODS.value),
    ]
    upload: Block = {
        "type": "file_input",
        "filetypes": [one.removeprefix(".") for one in TYPES],
        "max_files": 1,
    }
    blocks = [
        *([section(escape(why))] if why else []),
        choice(_("What does the file hold?"), radio(holds, chosen=holds[0]), block=HOLDS),
        choice(_("File: CSV or GeoJSON, up to 10 MB"), upload, block=UPLOAD),
        context(
            _(
                "I look at it first and tell you what I found; nothing counts before you say "
                "so. Leave out names: I need days, hours, coordinates and numbers only."
            )
        ),
        actions(button(_("Back"), action=ASK, value=Question.AREA.value)),
    ]
    return dialog(_("Send a file"), blocks, name=SENT, submit=_("Look at it"), close=_("Close"))


def waiting_view(what: str) -> Block:
    """Return the dialog while a file is read."""
    told = _("You can close this; I tell you in your messages when it is done.")
    return dialog(_("Send a file"), [section(escape(what)), context(told)], close=_("Close"))


def looked_view(report: Report, sent: Sent, holds: Holds) -> Block:
    """Return what a file would do, with the button that does it."""
    packed = f"{holds.value} {sent.model_dump_json()}"
    another = button(_("Another file"), action=FILE, value=Question.AREA.value)
    take = button(_("Import it"), action=TAKE, value=packed, primary=True)
    ways = [take, another] if report.changes else [another]
    blocks = [
        section("\n".join(_lines(report, done=False))),
        actions(*ways),
        context(_looked(report)),
    ]
    return dialog(_("Send a file"), blocks, close=_("Close"))


def _looked(report: Report) -> str:
    if not report.changes:
        return _("There is nothing new in it to take in.")
    if report.lacking:
        return _(
            "Much of it is left out. Better mend the file and send it again. Nothing was "
            "changed yet."
        )
    return _("A look only: nothing was changed yet.")


def taken_view(report: Report) -> Block:
    """Return what a file did."""
    blocks = [
        section("\n".join(_lines(report, done=True))),
        actions(
            button(_("Go on"), action=ASK, value=Question.AREA.value, primary=True),
            button(_("Another file"), action=FILE, value=Question.AREA.value),
        ),
    ]
    return dialog(_("Send a file"), blocks, close=_("Close"))


def unpacked(value: str) -> tuple[Holds, Sent]:
    """Return what the button held."""
    holds, _space, sent = value.partition(" ")
    return Holds(holds), Sent.model_validate_json(sent)


def taken_message(report: Report) -> Message:
    """Return the same for somebody who closed the dialog."""
    text = "\n".join(_lines(report, done=True))
    return Message(text.replace("*", ""), [section(text)])


def _lines(report: Report, *, done: bool) -> list[str]:
    head = _("*{file} is in*") if done else _("*What I found in {file}*")
    lines = [head.format(file=escape(report.file))]
    if report.incidents is not None:
        lines += _incidents(report.incidents)
    if report.places is not None:
        lines += _places(report.places)
    for reason, count in report.reasons:
        lines.append(f"      {escape(reason)}: {count:,}")
    return lines


def _incidents(found: ImportSummary) -> list[str]:
    lines = [
        ngettext("• {n:,} row read", "• {n:,} rows read", found.rows).format(n=found.rows),
        _("• {new:,} new incidents, {updated:,} changed").format(
            new=found.new, updated=found.updated
        ),
        _("• {victims:,} people shot, {fatal:,} of them killed").format(
            victims=found.victims, fatal=found.fatal
        ),
    ]
    if found.first and found.last:
        span = _("• From {first} to {last}")
        lines.append(span.format(first=spell(found.first), last=spell(found.last)))
    if found.unlocated:
        lines.append(_("• {n:,} have no place, so no map shows them").format(n=found.unlocated))
    lines += [f"• {escape(note)}" for note in found.notes]
    if found.rejected:
        left = ngettext("• {n:,} row is left out:", "• {n:,} rows are left out:", found.rejected)
        lines.append(left.format(n=found.rejected))
    return lines


def _places(found: PlacesSummary) -> list[str]:
    lines = [
        ngettext("• {n:,} place", "• {n:,} places", found.places).format(n=found.places),
    ]
    if found.mended:
        lines.append(_("• {n:,} outlines mended").format(n=found.mended))
    lines += [
        _("• Number {n} is left out: {reason}").format(n=one.feature, reason=escape(one.reason))
        for one in found.rejected[:3]
    ]
    return lines
