"""The first two dialogs: who coordinates, and the seat that they take."""

from collections.abc import Mapping
from typing import Any

from handlers.blocks import (
    Block,
    Message,
    actions,
    boxes,
    button,
    choice,
    context,
    dialog,
    entry,
    menu,
    option,
    radio,
    section,
    someone,
)
from handlers.setup.founding import Seat
from knowledge.access import Duties
from knowledge.partners import sectors
from knowledge.partners.sectors import Sector
from knowledge.people import words
from knowledge.setup.questions import ORDER
from knowledge.words import _

NAMED, SEATED = "setup.named", "setup.seated"
ACCEPT = "setup.accept"
WHO = "setup_who"
ORGANISATION, SECTOR = "setup_organisation", "setup_sector"
DUTIES, PLEDGE = "setup_duties", "setup_pledge"


def who_view(named: str) -> Block:
    """Return the dialog in which the installer names the coordinator."""
    lead = _(
        "*Who coordinates the coalition?*\nName yourself or somebody else. Installing me gives "
        "you no role by itself."
    )
    blocks = [
        context(_("1 of {all} · each answer is kept").format(all=len(ORDER))),
        section(lead),
        choice(_("Coordinator"), someone(named), block=WHO),
    ]
    return dialog(_("Setup"), blocks, name=NAMED, submit=_("Next"), close=_("Close"))


def asked_view(user: str) -> Block:
    """Return what the installer sees once somebody else is named."""
    told = _(
        "I asked <@{user}>. When they accept, they go on with the setup. To name somebody "
        "else before that, open `/coalition setup` again."
    )
    return dialog(_("Setup"), [section(told.format(user=user))], close=_("Done"))


def invitation(user: str) -> Message:
    """Return what somebody is asked who was named; ``user`` is who named them."""
    told = _(
        "<@{user}> named you to coordinate the coalition. You would seat people, keep the plan "
        "and answer for the settings. It takes two minutes, and a deputy shares it with you."
    ).format(user=user)
    accept = button(_("I coordinate"), action=ACCEPT, value="accept", primary=True)
    return Message(
        _("You are asked to coordinate the coalition."), [section(told), actions(accept)]
    )


def seat_view(said: Mapping[str, Any] | None = None) -> Block:
    """Return the dialog in which the coordinator takes the seat."""
    sectors_ = [option(sectors.title(one), one.value) for one in Sector]
    duties = [
        option(_("No"), Duties.NONE.value),
        option(_("Yes"), Duties.LAW_ENFORCEMENT.value),
        option(_("No, but I am press or hold elected office"), Duties.PUBLIC.value),
    ]
    blocks = [
        context(_("1 of {all} · your seat").format(all=len(ORDER))),
        choice(
            _("Your organization"),
            entry(
                str((said or {}).get(ORGANISATION) or ""), most=120, hint=_("Springfield Together")
            ),
            block=ORGANISATION,
        ),
        choice(_("Its sector"), menu(sectors_, hint=_("Choose one")), block=SECTOR),
        choice(words.duties_question(), radio(duties), block=DUTIES, hint=words.why_duties()),
        section(f"*{_('Pledge')}*\n{words.pledge()}"),
        choice(_("My word"), boxes([option(_("I pledge this"), "pledged")]), block=PLEDGE),
    ]
    return dialog(_("Your seat"), blocks, name=SEATED, submit=_("Take the seat"), close=_("Close"))


def read_seat(state: Mapping[str, Any]) -> Seat:
    """Return what the seat's dialog says."""
    return Seat(
        organisation=str(state.get(ORGANISATION) or ""),
        sector=Sector(state[SECTOR]).value,
        duties=Duties(state[DUTIES]),
        pledged="pledged" in (state.get(PLEDGE) or []),
    )
