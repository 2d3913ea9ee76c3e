"""An event's papers as text that is ready to paste into a text message."""

from collections.abc import Iterator

from handlers.events.paper import action_plan, people, telling
from handlers.paper.short import MOST, short
from knowledge.events import titles
from knowledge.events.emergency.page import Emergency, alarm, page, shown
from knowledge.events.facts import Gap, gaps
from knowledge.events.sheet import Channel, EventSheet, Post, Task
from knowledge.words import _

PAGE = 1_200
"""A page of an emergency is sent whole. [letters]"""

LIST = 2_400
"""A number that is cut is a call not made: a call list is sent whole, too. [letters]"""

_TASK = 80  # letters of an item, so that several are on a phone's screen


def plan_text(sheet: EventSheet, *, most: int = MOST) -> str:
    """Return what is still open, critical first; a closed event has neither name nor place."""
    return short(_plan(sheet), most=most)


def roster_text(sheet: EventSheet, *, most: int = MOST) -> str:
    """Return who stands where, without their numbers."""
    return short(_roster(sheet), most=most)


def call_list_text(sheet: EventSheet, *, most: int = LIST) -> str:
    """Return whom to call, 911 first."""
    return short(_calls(sheet), most=most)


def action_plan_text(sheet: EventSheet, *, most: int = LIST) -> str:
    """Return what the event action plan says (ICS 202, 203, 205 and 206; E32)."""
    return short(_action_plan(sheet), most=most)


def emergency_text(sheet: EventSheet, emergency: Emergency, *, most: int = PAGE) -> str:
    """Return the page of one emergency."""
    return short(_emergency(sheet, emergency), most=most)


def _plan(sheet: EventSheet) -> Iterator[str]:
    yield f"{sheet.title}, {telling.when(sheet)}"
    if sheet.facts.open and sheet.place:
        yield sheet.place
    if not sheet.facts.open:
        yield _("Only for the people named on the plan.")
    yield telling.conflict(sheet.conflict_checked)
    for task in sorted(_open(sheet), key=lambda one: not one.critical):
        yield _task(task, sheet)


def _open(sheet: EventSheet) -> list[Task]:
    return [task for task in sheet.tasks if not (task.done or task.folded or task.guarded)]


def _task(task: Task, sheet: EventSheet) -> str:
    return _("- {what} ({who}, by {day})").format(
        what=telling.cut(task.text, _TASK),
        who=task.who or titles.role(task.role),
        day=telling.day(task.due, sheet),
    )


def _roster(sheet: EventSheet) -> Iterator[str]:
    yield f"{sheet.title}, {telling.when(sheet)}"
    for post in sheet.posts:
        hours = people.hours(post, sheet)
        said = f"{post.what}: {post.who or _('nobody yet')}"
        yield f"{said}, {hours}" if hours else said


def _calls(sheet: EventSheet) -> Iterator[str]:
    yield _("Danger: call 911 first. {address}").format(address=_address(sheet))
    for one in people.calls(sheet):
        yield f"{one.what}: {_called(one.who, one.phone)}"
    missing = people.unreached(sheet)
    if missing:
        yield _("No number yet: {roles}").format(roles=", ".join(missing))


def _action_plan(sheet: EventSheet) -> Iterator[str]:
    yield f"{sheet.title}, {telling.when(sheet)}"
    yield _("Address for 911: {address}").format(address=_address(sheet))
    if sheet.attendance is not None:
        yield _("People expected: {n}").format(n=f"{sheet.attendance:,}")
    if sheet.objectives:
        yield _("What we want to reach (ICS 202):")
        yield from (f"- {aim}" for aim in sheet.objectives)
    yield _("Posts (ICS 203):")
    yield from (f"- {_post(post)}" for post in sheet.posts)
    if sheet.channels:
        yield _("How we talk (ICS 205):")
        yield from (f"- {_channel(one)}" for one in sheet.channels)
    yield _("Medical (ICS 206) and the place:")
    known = (*action_plan.medical(sheet), *action_plan.place(sheet))
    yield from (f"- {what}: {said}" for what, said in known if said)
    missing = [what for what, said in known if not said]
    if missing:
        yield _("Not said yet: {what}").format(what=", ".join(missing))


def _post(post: Post) -> str:
    return f"{post.what}: {_called(post.who, post.phone)}"


def _called(who: str, phone: str) -> str:
    return " ".join(part for part in (who, phone) if part) or _("nobody yet")


def _channel(one: Channel) -> str:
    said = f"{one.use}: {one.main}"
    return (
        _("{said}; if that fails: {backup}").format(said=said, backup=one.backup)
        if (one.backup)
        else said
    )


def _emergency(sheet: EventSheet, emergency: Emergency) -> Iterator[str]:
    one = shown(page(emergency), sheet.facts)
    yield one.call
    yield _("Say: {words}").format(words=one.say)
    yield f"{one.title}: {one.answer}"
    yield from (f"{number}. {step}" for number, step in enumerate(one.steps, start=1))
    yield from (f"- {never}" for never in one.never)
    yield alarm()


def _address(sheet: EventSheet) -> str:
    return sheet.facts.address or gaps()[Gap.WHERE]
