"""What the data is, as blocks and as text."""

from handlers.blocks import Message, escape, header, section
from handlers.help.service import CategoryReport, DataReport, LayerReport
from knowledge.windows import spell
from knowledge.words import _, ngettext


def data(report: DataReport) -> Message:
    """Return the report for a coordinator."""
    title = _("The data")
    parts = [
        *(_category(one) for one in report.categories),
        *([_("*Places*"), *map(_layer, report.layers)] if report.layers else []),
        _("*Import next*"),
        *(f"• {escape(one)}" for one in report.following or [_("Nothing is missing.")]),
    ]
    text = "\n".join([title, *parts]).replace("*", "")
    return Message(text, [header(title), section("\n".join(parts))])


def _category(report: CategoryReport) -> str:
    name = escape(report.category.replace("_", " ").capitalize())
    incidents = ngettext("{n} incident", "{n} incidents", report.incidents)
    unlocated = ngettext("{n} without a place", "{n} without a place", report.unlocated)
    counts = f"{incidents.format(n=report.incidents)}, {unlocated.format(n=report.unlocated)}"
    lines = [
        f"*{name}*: {spell(report.first)} – {spell(report.last)}, {counts}",
        *(
            "• " + _("{title}, through {day}").format(title=escape(title), day=spell(last))
            for title, last in report.sources
        ),
    ]
    return "\n".join(lines)


def _layer(report: LayerReport) -> str:
    said = f"• {report.kind.value}: {escape(report.file)}"
    return f"{said} ({_('approximate')})" if report.approximate else said
