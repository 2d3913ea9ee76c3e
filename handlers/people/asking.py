"""The dialogs about people: taking a seat, putting right, and the shooting notice."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.blocks import (
    Block,
    boxes,
    choice,
    context,
    day,
    dialog,
    entry,
    menu,
    option,
    plain,
    radio,
    section,
)
from handlers.people.changing import Form
from handlers.people.notice_words import MOST
from knowledge.access import Duties, Role
from knowledge.partners.sectors import Sector, title
from knowledge.people import words
from knowledge.words import _

JOINED, LISTED, CHANGED, NOTICED = (
    "people.joined", "people.listed", "people.changed", "people.noticed",
)  # fmt: skip
ORGANISATION, DUTIES, LANGUAGE = "people_organisation", "people_duties", "people_language"
PLEDGE, NAME, SECTOR = "people_pledge", "people_name", "people_sector"
ROLE, TRAINED = "people_role", "people_trained"
PLACE, DAY, TIME, SHOT = "people_place", "people_day", "people_time", "people_shot"

#: What the list of organisations holds for one that is not in it, and what a role is kept as.
NOT_LISTED, AS_IT_IS = "0", "-"
_LANGUAGES = {"en": "English", "es": "Español"}


def joining(language: str) -> Block:
    """Return the dialog in which somebody takes a seat."""
    answers = [
        option(_("No"), Duties.NONE.value),
        option(_("Yes"), Duties.LAW_ENFORCEMENT.value),
        option(_("No, and I am with the press or in elected office"), Duties.PUBLIC.value),
    ]
    spoken = {code: option(name, code) for code, name in _LANGUAGES.items()}
    blocks = [
        choice(_("Which organization do you sit for?"), _search(_("Type a few letters")),
               block=ORGANISATION),
        choice(words.duties_short(), radio(answers), block=DUTIES, hint=words.duties_meant()),
        choice(_("Which language shall I use with you?"),
               radio(list(spoken.values()), chosen=spoken.get(language, spoken["en"])),
               block=LANGUAGE),
        section(_("*The pledge*\n{pledge}").format(pledge=words.pledge())),
        choice(_("Confidentiality"), boxes([option(_("I pledge this"), "yes")]), block=PLEDGE),
    ]  # fmt: skip
    return dialog(_("Take a seat"), blocks, name=JOINED, submit=_("Ask for it"), close=_("Not now"))


def listing(data: str) -> Block:
    """Return the dialog for an organisation that is not in the list yet."""
    sectors = [option(title(one), one.value) for one in Sector]
    blocks = [
        choice(_("What is your organization called?"), entry(most=120), block=NAME),
        choice(_("What does it belong to?"), menu(sectors, hint=_("Choose")), block=SECTOR),
    ]
    return dialog(
        _("Your organization"), blocks, name=LISTED, submit=_("Ask for it"), close=_("Not now"),
        data=data,
    )  # fmt: skip


def organisations(found: list[tuple[int, str]]) -> list[Block]:
    """Return the list of organisations, and the way for one that is not in it."""
    return [
        *(option(name, str(id_)) for id_, name in found),
        option(_("My organization is not listed"), NOT_LISTED),
    ]


def changing(form: Form) -> Block:
    """Return what somebody may change of a person."""
    blocks = [section(f"<@{form.slack_user}> · {words.role(form.role)}")]
    if form.roles:
        kept = option(_("{role}, as it is").format(role=words.role(form.role)), AS_IT_IS)
        roles = [kept, *(option(_role(one), one.value) for one in form.roles)]
        blocks.append(choice(_("Role"), radio(roles, chosen=kept), block=ROLE))
    if form.duties is not None:
        kept = option(_("As it is: {duties}").format(duties=words.duties(form.duties)), AS_IT_IS)
        others = [one for one in Duties if one not in (Duties.UNANSWERED, form.duties)]
        options = [kept, *(option(words.duties(one).capitalize(), one.value) for one in others)]
        blocks.append(choice(_("Duties"), radio(options, chosen=kept), block=DUTIES))
    if form.trains:
        hint = _("It holds for a year. I remind them 30 days before.")
        asked = choice(_("Trauma-informed training, day"), day(form.trained_on), block=TRAINED,
                       optional=True, hint=hint)  # fmt: skip
        blocks.append(asked)
    if len(blocks) == 1:
        blocks.append(section(_("There is nothing here that you can change.")))
        return dialog(_("Change"), blocks, close=_("Close"))
    blocks.append(context(_("What opens or closes outreach, or the coordinator's seat, waits for "
                            "a second person. I ask them.")))  # fmt: skip
    return dialog(
        _("Change"), blocks, name=CHANGED, submit=_("Save"), close=_("Cancel"), data=form.person
    )


def noticing(today: date) -> Block:
    """Return the dialog of a shooting notice."""
    shot = [option(str(n), str(n)) for n in range(1, MOST)]
    shot.append(option(_("10 or more"), str(MOST)))
    clock: Block = {"type": "timepicker"}
    blocks = [
        section(_("To outreach: where, when, and how many people were shot. No names.")),
        choice(_("Where"), _search(_("Type a few letters")), block=PLACE),
        choice(_("Which day"), day(today), block=DAY),
        choice(_("What time, about"), clock, block=TIME),
        choice(_("How many people were shot"), menu(shot, chosen=shot[0]), block=SHOT),
        context(_("You get a receipt, and nothing more: outreach information stays with outreach. "
                  "In danger, call 911 first.")),
    ]  # fmt: skip
    return dialog(_("Shooting notice"), blocks, name=NOTICED, submit=_("Send"), close=_("Cancel"))


def places(found: list[tuple[int, str]]) -> list[Block]:
    """Return the list of places, and the way for one that is not in it."""
    return [
        *(option(name, str(id_)) for id_, name in found[:99]),
        option(_("A place that is not in the list"), NOT_LISTED),
    ]


def role(state: Mapping[str, Any]) -> Role | None:
    """Return the role that was chosen, None for the one they have."""
    said = state.get(ROLE)
    return None if said in (None, AS_IT_IS) else Role(said)


def duties(state: Mapping[str, Any]) -> Duties | None:
    """Return the duties that were chosen, None for those that count."""
    said = state.get(DUTIES)
    return None if said in (None, AS_IT_IS) else Duties(said)


def _role(one: Role) -> str:
    return _("Visitor: takes the seat away") if one is Role.VISITOR else words.role(one)


def _search(hint: str) -> Block:
    """Return a menu that is filled as somebody types, and shows something before they do."""
    return {"type": "external_select", "min_query_length": 0, "placeholder": plain(hint)}
