"""What is said in the access review."""

from handlers.blocks import Message, actions, button, confirm, header, section
from handlers.people.listing import CHANGE, facts
from handlers.people.naming import sector, shown
from handlers.people.reviewing import Step
from knowledge.words import _

KEEP, REMOVE = "people.keep", "people.remove"


def step(found: Step) -> Message:
    """Return the question about the next person, or the end."""
    one = found.listed
    if one is None:
        said = _("Everybody has been looked at. I remind you in a year.")
        return Message(said, [section(said)])
    lead = _("Access review, {at} of {total}").format(at=found.seen + 1, total=found.total)
    who = _("<@{user}> for {organisation} ({sector})\n{facts}").format(
        user=one.slack_user,
        organisation=shown(one.partner),
        sector=sector(one.sector),
        facts=" · ".join(facts(one, found.today)),
    )
    sure = confirm(
        _("Take the seat away?"),
        _("They become a visitor. An outreach role ends once outreach confirms it."),
        yes=_("Take it away"),
        no=_("Back"),
    )
    buttons = actions(
        button(_("Still right"), action=f"{KEEP}:{one.person}", value=one.person, primary=True),
        button(_("Change…"), action=f"{CHANGE}:{one.person}", value=one.person),
        button(_("Remove"), action=f"{REMOVE}:{one.person}", value=one.person, danger=True,
               confirm=sure),
    )  # fmt: skip
    asked = _("Is this still right?")
    return Message(lead, [header(lead), section(who), section(asked), buttons])
