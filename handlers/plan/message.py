"""The plan as a message: every goal with what serves it, what is late and what is missing."""

from handlers.blocks import Block, Message, actions, button, context, escape, header, section
from handlers.plan import lines
from handlers.plan.request import Opened, Spot
from handlers.plan.service import Plan
from knowledge.plan.coverage import Coverage, told
from knowledge.plan.entry import Entry, Level
from knowledge.plan.progress import gaps, late, progress
from knowledge.plan.tree import Branch
from knowledge.words import _, ngettext

OPEN, PAGE, ADD, EDIT = "plan.open", "plan.page", "plan.add", "plan.edit"
TICK, UNDO, ARCHIVE, RESTORE = "plan.tick", "plan.undo", "plan.archive", "plan.restore"
PLACES, PRINT, TEXT = "plan.places", "plan.print", "plan.text"
#: How many goals stand in one message, strategies under a goal, and actions under a strategy;
#: how many late lines are named, and how much of each line is said. The rest is one press away.
GOALS, STRATEGIES, ACTIONS, LATE, WORDS = 3, 4, 4, 5, 120


def overview(plan: Plan, page: int = 0) -> Message:
    """Return the plan, a few goals at a time; an empty one teaches how to begin."""
    if not plan.goals:
        return empty(plan)
    title = _("The plan")
    shown = plan.goals[page * GOALS : (page + 1) * GOALS]
    blocks = [
        header(title),
        section(summary(plan)),
        *(block for goal in shown for block in _goal(plan, goal)),
        *_pages(plan, page),
        *_late(plan),
        *_gaps(plan),
        *_buttons(plan),
    ]
    told = "\n".join([title, summary(plan), *(goal.entry.text for goal in plan.goals)])
    return Message(told, blocks)


def empty(plan: Plan) -> Message:
    """Return how to begin: for coordinators three first lines, each one press away."""
    lead = _(
        "*The plan is empty.* It begins with a goal: one sentence with a place and a year. "
        "Then come root causes, strategies, and actions with an owner and a day."
    )
    if not plan.manages:
        ask = _("A coordinator writes the first goal. Tell them what you want to be true.")
        return Message(f"{lead}\n{ask}".replace("*", ""), [section(lead), section(ask)])
    offered = lines.examples(plan.today)
    begin = _("Start with this")
    blocks = [
        section(lead),
        *(
            section(escape(text), beside=add(begin, Opened(Level.GOAL, text=text), at=at))
            for at, text in enumerate(offered)
        ),
        actions(add(_("Write our own"), Opened(Level.GOAL), at=len(offered), primary=True)),
    ]
    return Message("\n".join([lead.replace("*", ""), *offered]), blocks)


def summary(plan: Plan) -> str:
    """Say how far the plan is, in one line."""
    found = progress(plan.entries, plan.today)
    goals = ngettext("{n} goal", "{n} goals", len(plan.goals)).format(n=len(plan.goals))
    done = ngettext(
        "{done} of {total} action done", "{done} of {total} actions done", found.total
    ).format(done=found.done, total=found.total)
    late_ = ngettext("{n} action late", "{n} actions late", found.late).format(n=found.late)
    parts = [goals, done if found.total else _("no actions yet"), late_ if found.late else ""]
    return " · ".join(part for part in parts if part)


def add(text: str, opened: Opened, *, at: int, primary: bool = False) -> Block:
    """Return a button that opens the form of a new line; ``at`` tells it from its neighbors."""
    return button(text, action=f"{ADD}:{at}", value=opened.packed(), primary=primary)


def covered(found: Coverage) -> str:
    """Return a place with who works there and what is not covered, with markup."""
    return "\n".join([f"*{escape(found.place)}*", *(escape(one) for one in told(found))])


def places(found: tuple[Coverage, ...]) -> Message:
    """Return the places of high need as a message."""
    if not found:
        return Message(no_places())
    title = _("Where the need is highest")
    blocks = [header(title), *(section(covered(one)) for one in found), context(about_places())]
    said = [line for one in found for line in (one.place, *told(one))]
    return Message("\n".join([title, *said, about_places()]), blocks)


def about_places() -> str:
    """Say which places these are, and where the words about them come from."""
    return _(
        "The places that hold most of the top 5% of the map, over all the years in the data. Who "
        "works there comes from partners' services and places, and from actions in the plan that "
        "name a service."
    )


def no_places() -> str:
    """Say why there are no places of high need."""
    return _(
        "There is no ranking of places yet. It comes with incident data and neighborhoods: "
        "`/coalition data` says what to import."
    )


def added(entry: Entry, plan: Plan) -> Message:
    """Say that a typed goal stands in the plan, and what comes next."""
    said = _("In the plan: {text}").format(text=escape(entry.text))
    spot = Spot(entry.id).packed()
    blocks = [
        section(said),
        actions(
            button(_("Open it"), action=OPEN, value=spot, primary=True),
            add(lines.adding(Level.CAUSE), Opened(Level.CAUSE, entry.id), at=0),
            add(lines.adding(Level.STRATEGY), Opened(Level.STRATEGY, entry.id), at=1),
            button(_("Undo"), action=ARCHIVE, value=spot),
        ),
    ]
    return Message(f"{said}\n{summary(plan)}", blocks)


def text(said: str) -> Message:
    """Return the plan as text, bare, so that a long press copies it."""
    return Message(escape(said), [section(escape(said))])


def _goal(plan: Plan, goal: Branch) -> list[Block]:
    spot = Spot(goal.entry.id).packed()
    beside = button(_("Open"), action=f"{OPEN}:{goal.entry.id}", value=spot)
    head = [lines.line(plan, goal.entry, strong=True)]
    causes = [escape(one.entry.text) for one in goal.of(Level.CAUSE)]
    if causes:
        head.append(_("Root causes: {causes}").format(causes="; ".join(causes)))
    signs = [escape(one.entry.text) for one in goal.of(Level.INDICATOR)]
    if signs:
        head.append(_("We will know by: {signs}").format(signs="; ".join(signs)))
    if lines.lacks(goal):
        head.append(f"_{lines.lacks(goal)}_")
    strategies = goal.of(Level.STRATEGY)
    body = [_strategy(plan, one) for one in strategies[:STRATEGIES]]
    body += _rest(len(strategies) - STRATEGIES)
    return [section("\n".join(head), beside=beside), *([section("\n".join(body))] if body else [])]


def _strategy(plan: Plan, strategy: Branch) -> str:
    acting = strategy.of(Level.ACTION)
    said = [f"▸ {lines.line(plan, strategy.entry, most=WORDS)}"]
    said += [f"      • {lines.line(plan, one.entry, most=WORDS)}" for one in acting[:ACTIONS]]
    said += [f"      {more}" for more in _rest(len(acting) - ACTIONS)]
    said += [
        "      " + _("We will know by: {signs}").format(signs=escape(one.entry.text))
        for one in strategy.of(Level.INDICATOR)
    ]
    if lines.lacks(strategy):
        said.append(f"      _{lines.lacks(strategy)}_")
    return "\n".join(said)


def _rest(more: int) -> list[str]:
    """Say how many are not shown, where some are not."""
    return [ngettext("… and {n} more", "… and {n} more", more).format(n=more)] if more > 0 else []


def _pages(plan: Plan, page: int) -> list[Block]:
    left = len(plan.goals) - (page + 1) * GOALS
    if left <= 0:
        return []
    said = ngettext("Show {n} more goal", "Show {n} more goals", left).format(n=left)
    return [actions(button(said, action=PAGE, value=str(page + 1)))]


def _late(plan: Plan) -> list[Block]:
    found = late(plan.entries, plan.today)
    if not found:
        return []
    said = [f"• {lines.line(plan, one, most=WORDS)}" for one in found[:LATE]]
    said += _rest(len(found) - LATE)
    return [section("\n".join([f"*{_('Late')}*", *said]))]


def _gaps(plan: Plan) -> list[Block]:
    found = gaps(plan.entries)
    if not found:
        return []
    return [section("\n".join([f"*{_('Still missing')}*", *(f"• {one}" for one in found)]))]


def _buttons(plan: Plan) -> list[Block]:
    whole = Spot().packed()
    row = [button(_("Open the plan"), action=OPEN, value=whole, primary=True)]
    if plan.manages:
        row.append(add(lines.adding(Level.GOAL), Opened(Level.GOAL), at=0))
    row += [
        button(_("Where the need is highest"), action=PLACES, value=whole),
        button(_("Print"), action=PRINT, value=whole),
        button(_("Send as text"), action=TEXT, value=whole),
    ]
    return [actions(*row)]
