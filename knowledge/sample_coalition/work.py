"""What the sample coalition is at work on, dated from the day on which it is filled in."""

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from knowledge import sheets
from knowledge.agreements.tiers import Tier
from knowledge.formation.steps import Standing
from knowledge.meetings.kinds import Kind
from knowledge.partners.sectors import Sector
from knowledge.sheets import Declared, Key, Line


class Agreement(Declared):
    """An agreement."""

    tier: Tier
    title: Line
    parties: tuple[Line, ...]
    purpose: Line
    start: int
    end: int
    signed: int
    fields: tuple[Line, ...] = ()
    retention: str = ""
    covered: tuple[Key, ...] = ()


class Action(Declared):
    """An action item; whoever has it wrote it down."""

    text: Line
    owner: str
    due: int
    offered_to: str = ""
    snoozed_until: int | None = None
    #: The day on which it was done.
    done: int | None = None


class Meeting(Declared):
    """A meeting, who came to it by sector, and what it left to do."""

    kind: Kind
    title: Line
    day: int
    hour: int = Field(ge=0, le=23)
    minutes: int
    where: Line
    notes: str = ""
    came: Mapping[Sector, int] = {}
    actions: tuple[Action, ...] = ()


class Planned(Declared):
    """A line of the plan that somebody answers for."""

    text: Line
    owner: str = ""
    start: int | None = None
    due: int | None = None
    place: str = ""
    service: str = ""
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    done: bool = False


class Strategy(Planned):
    """A strategy and its actions."""

    actions: tuple[Planned, ...] = ()


class Goal(Declared):
    """A goal with what stands below it."""

    goal: Line
    owner: str
    start: int
    due: int
    causes: tuple[Line, ...] = ()
    measures: tuple[Planned, ...] = ()
    strategies: tuple[Strategy, ...] = ()


class Need(Declared):
    """A line of the board; its time is over so many hours after the filling."""

    text: Line
    asked_by: str
    channel: str
    hours: int
    taken_by: str = ""
    thanked: bool = False


class Step(Declared):
    """What was said of a step of the path."""

    step: str
    standing: Standing
    owner: str = ""
    due: int | None = None


class Measured(Declared):
    """A value of a day."""

    day: int
    value: float
    whole: float | None = None


class Kept(Declared):
    """An indicator that somebody keeps."""

    key: Key
    owner: str
    source: Line
    baseline: Line
    values: tuple[Measured, ...] = ()


class Work(Declared):
    """The whole of it."""

    trained: Mapping[str, int]
    agreements: tuple[Agreement, ...]
    meetings: tuple[Meeting, ...]
    plan: tuple[Goal, ...]
    actions: tuple[Action, ...]
    needs: tuple[Need, ...]
    path: tuple[Step, ...]
    indicators: tuple[Kept, ...]


@cache
def work() -> Work:
    """Return it."""
    return Work.model_validate(sheets.read("knowledge.sample_coalition", "work.yaml"))
