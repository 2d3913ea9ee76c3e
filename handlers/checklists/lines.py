"""Items of the checklists in words."""

from handlers.blocks import escape, mention
from handlers.checklists.service import Checklist
from knowledge.events import checklists, conditions, titles
from knowledge.events.checklists import Listed
from knowledge.language.lint import lint
from knowledge.language.lint import told as suggested
from knowledge.windows import spell
from knowledge.words import _, ngettext


def row(one: Listed, found: Checklist) -> str:
    """Say an item of a list: its words, and below them its id, role and what was made of it."""
    if found.hides(one):
        return f"{_('An item of outreach')}\n{one.id}"
    words = f"~{escape(one.item.text)}~" if one.retired else escape(one.item.text)
    weight = f"*{_('Critical')}* · " if one.item.critical and not one.retired else ""
    parts = (one.id, titles.role(one.item.role), *marks(one, found))
    return f"{weight}{words}\n{' · '.join(parts)}"


def marks(one: Listed, found: Checklist) -> tuple[str, ...]:
    """Say where an item stands, and what the coalition made of it."""
    said = (
        _("every event") if one.home != found.of else "",
        f"*{_('retired')}*" if one.retired else "",
        _("your own") if one.own else "",
        _("your words") if one.adapted else "",
        _("look at it again") if one.due(found.today) else "",
    )
    return tuple(part for part in said if part)


def counted(found: Checklist) -> str:
    """Say how many items stand in a list, and what the coalition made of them."""
    here = [one for one in found.here if not one.retired]
    own, adapted = sum(one.own for one in here), sum(one.adapted for one in here)
    retired = len(found.here) - len(here)
    due = len(found.due(found.here))
    said = (
        _items(len(here), core=found.of == checklists.CORE),
        ngettext("{n} added", "{n} added", own).format(n=own) if own else "",
        ngettext("{n} in your words", "{n} in your words", adapted).format(n=adapted)
        if adapted
        else "",
        ngettext("{n} retired", "{n} retired", retired).format(n=retired) if retired else "",
        ngettext("{n} to look at again", "{n} to look at again", due).format(n=due) if due else "",
    )
    return " · ".join(part for part in said if part)


def whole(one: Listed, found: Checklist) -> str:
    """Say all there is of an item."""
    item = one.item
    weight = f"*{_('Critical')}* · " if item.critical else ""
    head = f"{weight}{titles.phase(item.phase)} · {titles.role(item.role)} · {one.id}"
    said = [
        head,
        f"*{escape(item.text)}*",
        _("On a small plan: {text}").format(text=escape(item.small)) if item.small else "",
        _("Why: {why}").format(why=escape(item.why)),
        _applies(one),
        _serves(one),
        *_changed(one, found),
    ]
    return "\n".join(part for part in said if part)


def source(one: Listed, found: Checklist) -> str:
    """Say where an item comes from, and when somebody looked at it last."""
    told = _("Source: {source}").format(source=escape(one.item.cited()))
    day = _("Reviewed: {day}").format(day=spell(one.item.reviewed))
    again = f" · *{_('look at it again')}*" if one.due(found.today) else ""
    return f"{told}\n{day}{again}"


def hints(one: Listed) -> str:
    """Say which words could put people first; "" where all do."""
    texts = (one.item.text, one.item.small or "", one.item.why)
    found = dict.fromkeys(suggested(finding) for text in texts for finding in lint(text))
    return "\n".join(escape(one) for one in found)


def _items(count: int, *, core: bool) -> str:
    if core:
        return ngettext("{n} item", "{n} items", count).format(n=count)
    if not count:
        return _("no items of its own")
    return ngettext("{n} item of its own", "{n} items of its own", count).format(n=count)


def _applies(one: Listed) -> str:
    where = (
        _("On every event’s list.")
        if one.home == checklists.CORE
        else _("On the list of: {kind}.").format(kind=checklists.name(one.home))
    )
    when = conditions.said(one.item.applies_if)
    return f"{where} {_('It applies if {when}.').format(when=when)}" if when else where


def _serves(one: Listed) -> str:
    if not one.item.serves:
        return ""
    named = ", ".join(checklists.need_name(need) for need in one.item.serves)
    return _("It stands for: {what}. No list may be without that.").format(what=named)


def _changed(one: Listed, found: Checklist) -> list[str]:
    said = []
    if one.adapted and one.product is not None:
        said.append(_("It used to say: {text}").format(text=escape(one.product.text)))
    if one.own and one.at is not None:
        said.append(_("Your coalition’s own."))
    if one.retired:
        by = mention(found.users, one.by)
        why = f": {escape(one.reason)}" if one.reason else "."
        said.append(f"*{_('Retired')}* · {by}{why}")
    return said
