"""What is held about a person, as a message and as files; what goes and what stays."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    escape,
    header,
    section,
)
from handlers.mydata.service import MyData
from knowledge.moments import moment_of
from knowledge.mydata import STAYS, Found, Held
from knowledge.windows import spell
from knowledge.words import _, ngettext
from storage.mydata import Forgotten

EXPORT = "mydata.export"
ASK = "mydata.ask"
FORGET = "mydata.forget"

#: A word of the program's, such as ``law_enforcement`` or ``partner.archived``.
_CODE = re.compile(r"[a-z_]+(\.[a-z_]+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: How many of one sort the message shows; the files hold all.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class File:
    """A file to send."""

    name: str
    title: str
    content: bytes


def held(data: MyData) -> Message:
    """Return everything that is held about somebody, in words."""
    title = _("What I hold about you")
    if not data.found:
        return Message(_("I hold nothing about you."), [section(_("I hold nothing about you."))])
    blocks = [header(title), *(section(_paragraph(data, found)) for found in data.found)]
    blocks.append(
        context(
            _(
                "Everywhere else you are a random code. Your name stays in Slack: I never keep "
                "it. The files hold every line."
            )
        )
    )
    buttons = [
        button(_("Send me the files"), action=EXPORT, value="all"),
        button(_("Forget me…"), action=ASK, value="ask"),
    ]
    return Message(title, [*blocks, actions(*buttons)])


def ask(data: MyData) -> Message:
    """Return what goes and what stays when somebody is forgotten, with the button that does it."""
    title = _("Forget me?")
    sure = confirm(
        title,
        _("Your seat, role and settings go at once. This cannot be undone."),
        yes=_("Forget me"),
        no=_("Keep it"),
    )
    buttons: list[Block] = [
        button(_("Forget me"), action=FORGET, value="forget", danger=True, confirm=sure)
    ]
    if data.found:
        buttons.insert(0, button(_("Send me the files first"), action=EXPORT, value="all"))
    goes = _(
        "*What goes, at once:* your seat, role, duties, pledge and settings; your open lines on "
        "the board; messages of mine that wait for you; and the one entry that ties you to a "
        "random code."
    )
    stays = _(
        "*What stays:* counts, and what you wrote for everybody, such as action items, lines of "
        "the plan and the audit. They keep the random code, which leads to nobody from then on. "
        "Open action items go to a coordinator's list without your name. What is in Slack stays "
        "there until you delete it."
    )
    back = _("You can take a seat again any time: `/coalition join` begins anew.")
    if data.suspended:
        back = _(
            "Your access is suspended, and that stays on record under a new random code, with "
            "nothing else, until somebody lifts it."
        )
    return Message(
        title, [header(title), section(f"{goes}\n\n{stays}\n\n{back}"), actions(*buttons)]
    )


def forgotten(done: Forgotten) -> Message:
    """Return that somebody is forgotten, and what was ended with that."""
    lines = [_("You are forgotten here.")]
    counted = (
        (
            done.items,
            ngettext(
                "{n} open action item is on a coordinator's list now.",
                "{n} open action items are on a coordinator's list now.",
                done.items,
            ),
        ),
        (
            done.needs,
            ngettext(
                "{n} line on the board is taken back.",
                "{n} lines on the board are taken back.",
                done.needs,
            ),
        ),
        (
            done.deliveries,
            ngettext(
                "{n} message that waited for you is dropped.",
                "{n} messages that waited for you are dropped.",
                done.deliveries,
            ),
        ),
    )
    lines += [words.format(n=count) for count, words in counted if count]
    return Message(" ".join(lines), [section("\n".join(lines))])


def files(data: MyData) -> tuple[File, ...]:
    """Return everything that is held, as a text to read and as JSON."""
    told: dict[str, Any] = {
        "slack_user": data.slack_user,
        "at": data.at.isoformat(),
        "organisation": data.organisation,
        **{found.held.value: list(found.rows) for found in data.found},
    }
    packed = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    return (
        File("my-data.txt", _("What I hold about you, to read"), _text(data).encode()),
        File("my-data.json", _("What I hold about you, for a program"), packed.encode()),
    )


def _text(data: MyData) -> str:
    at = moment_of(data.at.astimezone(data.zone))
    parts = [_("What I hold about you, on {at}").format(at=at)]
    for found in data.found:
        lines = [f"- {line}" for line in _lines(data, found)]
        parts.append("\n".join([found.held.words, *lines]))
    if len(parts) == 1:
        parts.append(_("Nothing."))
    days = STAYS.days
    parts.append(
        _(
            "/coalition forget erases it. When you leave Slack, the same happens after {days} "
            "days, unless you come back."
        ).format(days=days)
    )
    return "\n\n".join(parts) + "\n"


def _paragraph(data: MyData, found: Found) -> str:
    lines = list(_lines(data, found))
    shown = lines if found.held is Held.SEAT else lines[-_SHOWN:]
    more = len(lines) - len(shown)
    words = "\n".join(f"• {escape(line)}" for line in shown)
    if more:
        words += "\n" + ngettext("… and {n} more", "… and {n} more", more).format(n=more)
    return f"*{found.held.words}*\n{words}"


def _lines(data: MyData, found: Found) -> Iterator[str]:
    if found.held is Held.SEAT:
        if data.organisation:
            yield _("organization: {name}").format(name=data.organisation)
        for field, value in found.rows[0].items():
            if value is not None and field != "partner_id":  # its name is said above
                yield f"{_field(field)}: {_value(data, value)}"
        return
    for row in found.rows:
        told = (_told(data, field, value) for field, value in row.items() if _says(value))
        yield "; ".join(told)


def _says(value: Any) -> bool:
    """Return whether a value needs a word; nought does."""
    return value not in (None, "", {}) and value is not False


def _told(data: MyData, field: str, value: Any) -> str:
    if value is True:
        return _label(field)
    return _value(data, value) if field in _BARE else f"{_label(field)} {_value(data, value)}"


#: What the fields of a seat are called.
_SEAT = {
    "duties_said": lambda: _("your answer about law-enforcement duties"),
    "duties": lambda: _("law-enforcement duties, as two people confirmed"),
    "pledged_at": lambda: _("confidentiality pledge"),
    "trained_on": lambda: _("trauma-informed training"),
    "suspended_at": lambda: _("access suspended"),
    "no_shooting_posts": lambda: _("no shooting posts for me"),
    "created_at": lambda: _("known since"),
    "welcomed_at": lambda: _("welcomed"),
    "left_at": lambda: _("left Slack"),
}
#: Fields whose values speak for themselves.
_BARE = frozenset({"text", "kind", "state", "name", "title", "act", "about", "scope", "key", "at"})


def _label(name: str) -> str:
    return _(name.replace("_", " "))


def _field(name: str) -> str:
    return _SEAT[name]() if name in _SEAT else _label(name)


def _value(data: MyData, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return ", ".join(f"{_label(field)} {_value(data, one)}" for field, one in value.items())
    text = str(value)
    moment = _moment(text)
    if moment is not None:
        return moment_of(moment.astimezone(data.zone))
    if _DAY.fullmatch(text):
        return spell(date.fromisoformat(text))
    return text.replace("_", " ").replace(".", " ") if _CODE.fullmatch(text) else text


def _moment(text: str) -> datetime | None:
    """Return the moment that a text spells with its zone, if it does."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
