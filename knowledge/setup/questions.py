"""The questions of the setup, one at a time, each saying why it is asked."""

from enum import StrEnum

from knowledge.words import _


class Question(StrEnum):
    """What the setup asks, in its order; the zone comes before files whose times need it."""

    COORDINATOR = "coordinator"
    NAME = "name"
    ZONE = "zone"
    AREA = "area"
    LANGUAGES = "languages"
    CHANNELS = "channels"
    CRISIS = "crisis"
    PERMITS = "permits"
    POLICE = "police"
    CROWD = "crowd"
    OWNER = "owner"
    DEPUTY = "deputy"

    @property
    def number(self) -> int:
        """Its place in the order, from 1."""
        return ORDER.index(self) + 1

    @property
    def before(self) -> "Question | None":
        """The one that "Back" leads to; who coordinates is settled before all others."""
        return ORDER[self.number - 2] if self.number > 2 else None


ORDER = tuple(Question)
#: What varies by place and changes, so each answer carries the day it was last checked.
CHECKED = frozenset({Question.CRISIS, Question.PERMITS, Question.POLICE, Question.CROWD})


def title(question: Question) -> str:
    """Return what a question is about, in a few words."""
    return {
        Question.COORDINATOR: _("Coordinator"),
        Question.NAME: _("Name of the coalition"),
        Question.ZONE: _("Time zone"),
        Question.AREA: _("Area"),
        Question.LANGUAGES: _("Languages"),
        Question.CHANNELS: _("Channels"),
        Question.CRISIS: _("Crisis lines"),
        Question.PERMITS: _("Permit lead times"),
        Question.POLICE: _("Police contact for events"),
        Question.CROWD: _("Crowd-manager rule"),
        Question.OWNER: _("Owner of this Slack"),
        Question.DEPUTY: _("Deputy"),
    }[question]


def reason(question: Question) -> str:
    """Return why a question is asked, which is also what its gap leaves open."""
    return {
        Question.COORDINATOR: _("Somebody has to answer for the coalition."),
        Question.NAME: _("It stands on agendas, cards and printed pages."),
        Question.ZONE: _("Dates, hours and reminders are told in it."),
        Question.AREA: _("Maps and places need to know which town you serve."),
        Question.LANGUAGES: _("So that people can be answered in a language they speak."),
        Question.CHANNELS: _("Digests and meetings need a channel to go to."),
        Question.CRISIS: _("Shown first when somebody is in danger. Confirm them locally."),
        Question.PERMITS: _("Event checklists count their days back from these."),
        Question.POLICE: _("Event checklists name one contact, agreed beforehand."),
        Question.CROWD: _("Fire codes differ in when trained crowd managers are needed."),
        Question.OWNER: _(
            "Whoever owns this Slack can be made to hand over what is in it. Until this is "
            "answered, outreach logging stays off."
        ),
        Question.DEPUTY: _("So that nothing stops when the coordinator is away or leaves."),
    }[question]
