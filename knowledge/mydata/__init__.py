"""What a coalition can hold about a person, and what of it stays once they are forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from knowledge.words import _

#: Who left Slack is forgotten after this long, unless they come back.
STAYS = timedelta(days=30)


class Held(StrEnum):
    """A sort of thing that is held about somebody."""

    SEAT = "seat"
    CHANGES = "changes"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SETTINGS = "settings"
    NAMED = "named"
    CHANNELS = "channels"
    PAUSES = "pauses"
    NOTICES = "notices"
    EDITS = "edits"
    NEEDS = "needs"
    TAKEN = "taken"
    PATH = "path"
    PATH_SET = "path_set"
    PLAN = "plan"
    INDICATORS = "indicators"
    VALUES = "values"
    MEETINGS = "meetings"
    ACTIONS = "actions"
    OFFERED = "offered"
    ACTIONS_MADE = "actions_made"
    EVENTS = "events"
    EVENT_ROLES = "event_roles"
    FAMILY_YES = "family_yes"
    EVENT_TASKS = "event_tasks"
    EVENT_DONE = "event_done"
    EVENT_SIGNED = "event_signed"
    EVENT_CHECKS = "event_checks"
    EVENT_DECISIONS = "event_decisions"
    EVENT_ENTRIES = "event_entries"
    TEMPLATES = "templates"
    DELIVERIES = "deliveries"
    LINES = "lines"

    @property
    def words(self) -> str:
        """What it is, for the person it is about."""
        return _WORDS[self]()


@dataclass(frozen=True, slots=True)
class Found:
    """What is held of one sort: a row each, by field, as plain values."""

    held: Held
    rows: tuple[Mapping[str, Any], ...]


_WORDS = {
    Held.SEAT: lambda: _("Your seat"),
    Held.CHANGES: lambda: _("Changes of your seat, role or duties"),
    Held.PROPOSED: lambda: _("Changes that you proposed"),
    Held.CONFIRMED: lambda: _("Changes that you confirmed"),
    Held.SETTINGS: lambda: _("Answers that you gave in the setup"),
    Held.NAMED: lambda: _("Answers of the setup that name you"),
    Held.CHANNELS: lambda: _("Channels that you answer for"),
    Held.PAUSES: lambda: _("Pauses that you began"),
    Held.NOTICES: lambda: _("Shooting notices that you sent"),
    Held.EDITS: lambda: _("Changes that you made to shared things"),
    Held.NEEDS: lambda: _("What you asked for on the board"),
    Held.TAKEN: lambda: _("What you took on from the board"),
    Held.PATH: lambda: _("Steps of the path that you own"),
    Held.PATH_SET: lambda: _("Steps of the path that you marked"),
    Held.PLAN: lambda: _("Lines of the plan that you own"),
    Held.INDICATORS: lambda: _("Indicators that you keep"),
    Held.VALUES: lambda: _("Values that you entered"),
    Held.MEETINGS: lambda: _("Meetings that you called"),
    Held.ACTIONS: lambda: _("Action items that you have or had"),
    Held.OFFERED: lambda: _("Action items that you were asked to take over"),
    Held.ACTIONS_MADE: lambda: _("Action items that you made"),
    Held.EVENTS: lambda: _("Events that you began to plan"),
    Held.EVENT_ROLES: lambda: _("Events on whose plan you are named"),
    Held.FAMILY_YES: lambda: _("Events where you ticked that the family said yes"),
    Held.EVENT_TASKS: lambda: _("Items of event plans that you own"),
    Held.EVENT_DONE: lambda: _("Items of event plans that you ticked"),
    Held.EVENT_SIGNED: lambda: _("Items of event plans that you signed as the second person"),
    Held.EVENT_CHECKS: lambda: _("Conflict checks that you answered: when, not what"),
    Held.EVENT_DECISIONS: lambda: _("Decisions about events that you stood for"),
    Held.EVENT_ENTRIES: lambda: _("Lines that you wrote in the log of an event's day"),
    Held.TEMPLATES: lambda: _("Items of the coalition's own lists that you changed"),
    Held.DELIVERIES: lambda: _("Messages of mine to you: when, not what"),
    Held.LINES: lambda: _("Lines of the audit that you wrote or that are about you"),
}
