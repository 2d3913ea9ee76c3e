"""The plan's own dialog, which changes in place: the plan, a list of it, one item, the roles."""

from handlers.blocks import Block, actions, button, confirm, context, dialog, escape, section
from handlers.events import level, lines, message
from handlers.events.message import GIVE, HELP, NOTE, RECRUIT, ROLE, SIGN, SKIP, UNNAME
from handlers.events.request import Show, Spot, Which
from handlers.events.seen import Entry, Seen
from knowledge.events import planning, risk_words, titles
from knowledge.events.event import HELPER, Hand
from knowledge.events.kinds import EventRole, Phase
from knowledge.events.sharing import Shown
from knowledge.events.tasks import State
from knowledge.events.visibility import View
from knowledge.words import _, ngettext

#: Items on one page of a list.
PAGE = 15


def shown(seen: Seen, spot: Spot, *, note: str = "", undo: int = 0) -> Block:
    """Return the dialog at a place of the plan.

    Parameters
    ----------
    undo
        The version of the item that a press has just made, so that it can be taken back.
    """
    here = spot.at(inside=True)
    told = [section(note)] if note else []
    if spot.show is Show.WHY and seen.shown is not None:
        return _dialog(risk_words.level(seen.tier), [*told, *_why(seen, seen.shown, here)])
    if seen.view >= View.PLAN:
        if spot.show is Show.LIST:
            return _dialog(_name(spot.which), [*told, *_list(seen, here)])
        if spot.show is Show.ITEM:
            return _dialog(_("One at a time"), [*told, *_walk(seen, here, undo)])
        if spot.show is Show.ROLES:
            return _dialog(_("Who does what"), [*told, *_roles(seen, here)])
    title = section(f"*{lines.title(seen.event)}*")
    return _dialog(_("The plan"), [*told, title, *message.blocks(seen, inside=True)])


def following(seen: Seen, spot: Spot) -> str:
    """Return the item to do after the one at a spot: the next open one of its list, "" for none."""
    chosen = seen.chosen(spot.which)
    ids = [one.id for one in chosen]
    at = ids.index(spot.item) + 1 if spot.item in ids else 0
    later = [*chosen[at:], *chosen[:at]]
    return next(
        (one.id for one in later if one.kept.open and one.id != spot.item and not one.veiled), ""
    )


def _dialog(title: str, blocks: list[Block]) -> Block:
    return dialog(title, blocks, close=_("Close"))


def _why(seen: Seen, shown: Shown, spot: Spot) -> list[Block]:
    """Return why the level is what it is, and how many people the event takes."""
    back = message.open_button(_("The plan"), spot.at(show=Show.PLAN), at="plan")
    staffing = "\n".join(f"• {lines.staffing(one)}" for one in seen.staffing)
    takes = [section(f"*{_('People it takes')}*\n{staffing}")] if staffing else []
    return [actions(back), *level.blocks(shown), *takes]


def _list(seen: Seen, spot: Spot) -> list[Block]:
    chosen = seen.chosen(spot.which)
    back = message.open_button(_("The plan"), spot.at(show=Show.PLAN, item="", page=0), at="plan")
    if not chosen:
        return [actions(back), section(_("Nothing is in this list."))]
    page = chosen[spot.page * PAGE : (spot.page + 1) * PAGE]
    rows = [
        section(
            lines.item(one, seen, weighed=spot.which != Which.CRITICAL),
            beside=message.open_button(
                _("Open"), spot.at(show=Show.ITEM, item=one.id), at=f"item{at}"
            ),
        )
        for at, one in enumerate(page)
    ]
    return [actions(back), *rows, *_pages(spot, len(chosen))]


def _pages(spot: Spot, count: int) -> list[Block]:
    row = []
    if spot.page:
        row.append(message.open_button(_("Before"), spot.at(page=spot.page - 1), at="before"))
    if (spot.page + 1) * PAGE < count:
        row.append(message.open_button(_("More"), spot.at(page=spot.page + 1), at="more"))
    return [actions(*row)] if row else []


def _walk(seen: Seen, spot: Spot, undo: int) -> list[Block]:
    entry = seen.entry(spot.item) or seen.entry(following(seen, spot))
    back = message.open_button(_("The plan"), spot.at(show=Show.PLAN, item="", page=0), at="plan")
    if entry is None:
        rest = spot.at(which=Which.ALL.value, item="")
        others = message.open_button(_("The rest of the plan"), rest, at="rest")
        more = [others] if following(seen, rest) else []
        return [section(_("Everything here is settled. Thank you.")), actions(*more, back)]
    here = spot.at(item=entry.id)
    later = following(seen, here)
    around = [back]
    if later:
        on = here.at(item=later)
        around.insert(0, message.open_button(_("Later"), on, at="later"))
    if undo:
        around.append(message.undo_button(here.at(version=undo)))
    rows = [actions(*row) for row in _acts(seen, entry, here) if row]
    told = [context(lines.progress(seen)), section(_told(entry, seen))]
    return [*told, *rows, actions(*around), *_source(entry)]


def _source(entry: Entry) -> list[Block]:
    if entry.item is None or entry.veiled:
        return []
    return [context(_("Source: {source}").format(source=escape(entry.item.cited())))]


def _told(entry: Entry, seen: Seen) -> str:
    weight = f"*{_('Critical')}* · " if entry.kept.critical else ""
    # Where there is less time than usual, when it is usually done only confuses.
    usual = "" if entry.hurried else f"{titles.phase(entry.phase)} · "
    told = [f"{weight}{usual}{entry.id}", f"*{escape(entry.text)}*"]
    if entry.veiled:
        return "\n".join([*told, f"{lines.sign(entry)} {_settled(entry)}"])
    if entry.item is not None:
        told.append(_("Why: {why}").format(why=escape(entry.item.why)))
    if not seen.may_settle(entry):
        told.append(_("Only the family liaison says what the family decided."))
    if not entry.kept.needed:
        told.append(planning.said(planning.Reason.NO_LONGER))
    return "\n".join([*told, f"{lines.sign(entry)} {lines.tail(entry, seen)}"])


def _settled(entry: Entry) -> str:
    return _("open") if entry.kept.state is State.OPEN else _("done")


def _acts(seen: Seen, entry: Entry, spot: Spot) -> list[list[Block]]:
    """Return what can be done with an item, the likeliest first."""
    if entry.veiled:
        return []
    value = spot.at(version=entry.kept.version).packed()
    if entry.kept.state is not State.OPEN:
        back = message.undo_button(spot.at(version=entry.kept.version))
        row = [back] if seen.may_settle(entry) else []
        if seen.unsigned(entry) and entry.kept.done_by != seen.person:
            row.insert(0, button(_("Sign as second"), action=SIGN, value=value, primary=True))
        return [row]
    give = button(_("Give to …"), action=GIVE, value=value)
    ask = button(_("Ask for help"), action=HELP, value=value)
    if not seen.may_settle(entry):
        if any(one.role == EventRole.FAMILY_LIAISON for one in seen.hands):
            return [[ask]]
        liaison = spot.at(role=EventRole.FAMILY_LIAISON.value, show=Show.ROLES)
        name = button(_("Name the family liaison"), action=ROLE, value=liaison.packed())
        return [[name, ask]]
    return [
        [
            message.done_button(entry, spot),
            button(_("Done, with a note"), action=NOTE, value=value),
        ],
        [give, button(_("Does not apply"), action=SKIP, value=value), ask],
    ]


def _roles(seen: Seen, spot: Spot) -> list[Block]:
    back = message.open_button(_("The plan"), spot.at(show=Show.PLAN), at="plan")
    rows = [block for one in EventRole for block in _role(seen, spot, one)]
    helpers = [block for one in _holding(seen, HELPER) for block in _named(seen, spot, one)]
    head = [section(f"*{lines.role(HELPER)}*")] if helpers else []
    add = button(_("Add a helper"), action=f"{ROLE}:{HELPER}", value=spot.at(role=HELPER).packed())
    ask = button(_("Ask who can"), action=RECRUIT, value=spot.packed())
    way = [back, add, *([ask] if seen.missing() else [])]
    return [actions(*way), *rows, *head, *helpers]


def _role(seen: Seen, spot: Spot, role: EventRole) -> list[Block]:
    count = sum(one.kept.role is role for one in seen.needed if not one.veiled)
    held = _holding(seen, role.value)
    if not count and not held:
        return []
    name = button(_("Name"), action=f"{ROLE}:{role}", value=spot.at(role=role.value).packed())
    nobody = "" if held else f" · {_('nobody yet')}"
    things = ngettext("{n} thing", "{n} things", count).format(n=count)
    lead = section(f"*{titles.role(role)}* · {things}{nobody}", beside=name)
    return [lead, *(block for one in held for block in _named(seen, spot, one))]


def _named(seen: Seen, spot: Spot, one: Hand) -> list[Block]:
    sure = confirm(
        _("Take them off?"),
        _("They no longer hold this role on the plan."),
        yes=_("Take off"),
        no=_("Keep"),
    )
    value = spot.at(role=one.role, person=one.person).packed()
    off = button(_("Take off"), action=f"{UNNAME}:{one.role}", value=value, confirm=sure)
    return [section(f"    {lines.hand(one, seen)}", beside=off)]


def _holding(seen: Seen, role: str) -> list[Hand]:
    return [one for one in seen.hands if one.role == role]


def _name(which: str) -> str:
    if which in set(Phase):
        return titles.phase(Phase(which))
    return {
        Which.ALL.value: _("All of it"),
        Which.MINE.value: _("Mine"),
        Which.CRITICAL.value: _("Critical"),
        Which.LATE.value: _("Late"),
        Which.FOLDED.value: _("If there is more time"),
        Which.SIGN.value: _("To sign"),
    }[which]


def left() -> Block:
    """Return the dialog of somebody who just took themselves off a closed plan."""
    return _dialog(_("The plan"), [section(_("You are not on this plan any more."))])
