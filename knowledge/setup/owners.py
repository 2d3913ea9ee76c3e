"""Who owns the Slack workspace, and whether outreach may be logged in it."""

from enum import StrEnum

from knowledge.words import _


class Owner(StrEnum):
    """Who can be made to hand over what is in the Slack workspace (T26)."""

    NONPROFIT = "nonprofit"
    OTHER = "other"
    PUBLIC = "public"
    POLICE = "police"

    @property
    def keeps_outreach(self) -> bool:
        """Whether outreach may be logged there: not with police, prosecutors, public bodies."""
        return self in (Owner.NONPROFIT, Owner.OTHER)


def title(owner: Owner) -> str:
    """Return an owner as it is offered."""
    return {
        Owner.NONPROFIT: _("A nonprofit or community group"),
        Owner.PUBLIC: _("A city, county, school or other public body"),
        Owner.POLICE: _("Police, sheriff or prosecutor"),
        Owner.OTHER: _("Somebody else, not a public body"),
    }[owner]


def consequence(owner: Owner) -> str:
    """Return what an owner means for outreach logging, and the way out where it is off."""
    if owner.keeps_outreach:
        return _("Outreach may be logged here once an outreach supervisor is seated.")
    return _(
        "Outreach logging stays off in this Slack: public-records or court requests to its "
        "owner could reach it. Everything else works. The way: a nonprofit partner opens a "
        "Slack workspace of its own for outreach and installs me there."
    )
