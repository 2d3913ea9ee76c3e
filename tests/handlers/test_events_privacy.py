"""What a police liaison learns of a conflict over time, and others of a closed event: nothing.

The same story is told once with each answer of outreach. Everything that a police liaison on the
plan can see in it, screen by screen, has to be the same whichever answer it was. And with a
closed vigil, or with none, whoever is not on its plan has to see the same everywhere.
"""

import itertools
import json
import re
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.day import deciding, overview
from handlers.deliveries.posting import make_client
from handlers.events import reading, recruiting, walking
from handlers.features import run_jobs
from handlers.readiness import checking, living, opening
from knowledge.errors import UsageError
from knowledge.events import titles
from knowledge.events.conflict import Conflict
from knowledge.events.decisions import Decision
from knowledge.events.kinds import EventRole, EventType, Tier
from knowledge.events.sharing import VEILED
from knowledge.events.tasks import Reach
from knowledge.events.visibility import Stage
from knowledge.moments import day_of
from storage import audit, events, people
from storage.engine import connect
from storage.events import conflicts, decisions
from storage.events.numbering import FIRST
from tests.conftest import BOX, NOW, toolbox_over
from tests.deliveries import post_promised
from tests.handlers.vigils import PLACE, START, TITLE, find, known, plan

CHECKED = [one for one in Conflict if one.checked]
#: Profiles in which one point more makes it level 2 instead of 1, which adds items, and 3 instead
#: of 2, from which two sign.
EDGES = {
    "items": {"attendance": 90, "history": 0},
    "signatures": {"entry": 3, "audience": 3, "alcohol": 2, "environment": 2},
}
#: What a police liaison on the plan looks at, and then presses where it is there.
LOOKS = (
    "/event", "/event plan", "/event level", "/event conflict", "/event open", "/event day",
    f"/event day {FIRST}", "/event change", f"/event plan {FIRST}", "/coalition help",
    "/coalition mydata", "/coalition audit", "/coalition actions",
)  # fmt: skip
PRESSES = {
    "/event plan": ("Walk through it", "Critical", "Late", "Roles", "Why level"),
    f"/event day {FIRST}": ("Ready?",),
    "/event conflict": ("Ask outreach", "What was answered"),
    "/coalition mydata": ("Send me the files",),
}


@pytest.fixture
def world(city_template, tmp_path, start, monkeypatch):
    """Return a function that makes a city of its own with a Slack whose clock stands."""
    made = []

    def make(name):
        fresh = itertools.count(1)  # people are listed in the order of their random ids
        monkeypatch.setattr("secrets.token_hex", lambda size: f"{next(fresh):0{2 * size}x}")
        lots = itertools.count()  # the first event's number is FIRST
        monkeypatch.setattr("secrets.randbelow", lambda many: next(lots) % many)
        file = tmp_path / f"{name}.db"
        shutil.copy(city_template, file)
        engine = connect(f"sqlite:///{file}", BOX)
        made.append(engine)
        tools = toolbox_over(engine)
        slack = start(tools)
        slack.clock.runs_at(0)
        slack.clock.moves_to(NOW)
        return slack, tools

    yield make
    for one in made:
        one.dispose()


class Story:
    """A vigil with a police liaison on its plan, as it goes on."""

    def __init__(self, slack, tools, level, **profile):
        self.slack, self.tools, self.level = slack, tools, level
        self.dana = slack.person("Dana")
        self.room = slack.channel("hotspots")
        self.event = plan(tools, **profile)
        self.seen = []
        with tools.begin() as session:
            for minute, handle in enumerate(("ANA", "LEE")):
                events.name_hand(
                    session, workspace=1, event=self.event, role="helper",
                    person=known(tools, handle).person, now=NOW + timedelta(minutes=minute),
                )  # fmt: skip
            if slack.bot_user_id not in self.room.channel.members:
                slack.invite("bot", self.room, by="Ana")
            events.keep(session, workspace=1, event=self.event, channel=self.room.id)

    def told(self):
        self.goes_on(timedelta())
        self.looks()
        self.answers(self.level)
        self.works()
        self.goes_on(timedelta(hours=1))
        self.signs()
        self.decides()
        self.goes_on(timedelta(hours=2))
        self.looks()
        self.goes_on(timedelta(days=1))
        self.answers(self.level)  # asked again, answered the same
        self.goes_on(START - NOW - timedelta(hours=23))
        self.looks()
        self.goes_on(START - NOW + timedelta(days=2))
        self.looks()
        return self.seen

    def at(self, after):
        self.tools = replace(self.tools, now=lambda: NOW + after)

    def goes_on(self, after):
        """Let hours pass, with all that the clock does."""
        self.at(after)
        run_jobs(self.tools)
        for _second in range(60):
            if not post_promised(self.slack, self.tools):
                break
        client = make_client(self.slack.bot_token, self.slack.base_url)
        for second in (0, 3, 6):
            self.at(after + timedelta(seconds=second))
            living.refresh(self.tools, {1: client})

    def answers(self, level):
        checking.answer(self.tools, known(self.tools, "MARCUS"), self.event, level)

    def works(self):
        """Have a lead do whatever the full level adds, and some of what all see."""
        with self.tools.begin() as session:
            listed = events.tasks(session, workspace=1, event=self.event)
            by = known(self.tools, "PRIYA").person
            common = [one for one in listed if one.reach is Reach.EVERYBODY and one.needed][:8]
            inside = [one for one in listed if one.reach is Reach.INSIDE]
            for one in (*common, *inside):
                events.tick(
                    session, workspace=1, event=self.event, item=one.item, by=by,
                    now=self.tools.now(),
                )  # fmt: skip

    def signs(self):
        """Have outreach sign as the second person whatever it is asked to."""
        marcus = known(self.tools, "MARCUS")
        for one in reading.read(self.tools, marcus, self.event).chosen("sign"):
            if one.kept.done_by != marcus.person:
                assert walking.sign(self.tools, marcus, self.event, one.id)

    def decides(self):
        """Go ahead with whatever the lead sees open, and have two others stand for it."""
        self.proposes()
        for second, handle in enumerate(("PRIYA", "MARCUS"), start=20):
            self.at(timedelta(hours=1, seconds=second))
            self.stands(handle)
        assert self.decided()

    def proposes(self):
        """Decide as the lead does: by what is open on their own list, with words for each list."""
        grace = known(self.tools, "GRACE")
        found = overview.look(self.tools, grace, self.event)
        deciding.decide(
            self.tools, grace, self.event, words="by hand", mark="mark",
            kind=Decision.COVERED if found.lines else Decision.READY,
            inside=f"because it is {self.level}" if found.inside.asks else "",
        )  # fmt: skip

    def stands(self, handle):
        """Have somebody stand for it who still can."""
        with suppress(UsageError):
            deciding.stand(self.tools, known(self.tools, handle), self.event, proposal="mark")

    def decided(self):
        with self.tools.read() as session:
            return decisions.decisions(session, workspace=1, event=self.event)

    def looks(self):
        """Keep everything that the liaison sees now, with what lies behind the words."""
        dana = self.dana
        self.seen.append(plain(dana.opens_home()))
        for typed in LOOKS:
            shown = dana.types(typed, in_=dana.direct)
            self.seen.append(plain(shown))
            self.seen += [self._pressed(one, shown) for one in PRESSES.get(typed, ())]
        self.seen.append(plain(self.room.text))
        posts = [*dana.direct.messages, *self.room.messages]
        self.seen += [plain(json.dumps([one.text, one.blocks], default=str)) for one in posts]

    def _pressed(self, label, shown):
        found = re.findall(rf"\[({re.escape(label)}[^\]]*)\]", shown)
        if not found:
            return ""
        said = plain(self.dana.clicks(found[-1], in_=self.dana.direct))
        if self.dana.dialog is not None:
            self.dana.closes(everything=True)
        return said


def plain(text):
    """Return what was seen without what is chance: ids of files, uploads, messages."""
    text = re.sub(r"\b[FVB][A-Z0-9]{8,}\b", "ID", text)
    text = re.sub(r'"(block_id|action_id)": "[^"]*"', "", text)
    return re.sub(r"\b[0-9a-f]{16}\b|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b\d{10}\.\d{6}\b", "ID", text)


@pytest.mark.parametrize("edge", EDGES)
def test_police_liaison_sees_the_same_over_time_whatever_outreach_answered(world, edge):
    told, tiers, reaches = {}, {}, {}
    for level in CHECKED:
        slack, tools = world(level.value)
        story = Story(slack, tools, level, **EDGES[edge])
        told[level] = story.told()
        tiers[level] = find(tools, story.event).tier
        with tools.read() as session:
            assert conflicts.newest(session, workspace=1, event=story.event).level is level
            listed = events.tasks(session, workspace=1, event=story.event)
        reaches[level] = [one.item for one in listed if one.reach is Reach.INSIDE]

    usual = told[Conflict.NONE]
    assert any("conflict check: done on" in one.lower() for one in usual)
    assert any(TITLE in one for one in usual)
    for level in CHECKED[1:]:
        assert len(told[level]) == len(usual)
        for mine, theirs in zip(usual, told[level], strict=True):
            assert mine == theirs, level
    # The story is worth telling: inside, the answers do make a difference.
    assert len(set(tiers.values())) > 1
    assert tiers[Conflict.CREDIBLE] is Tier.VERY_HIGH
    assert bool(reaches[Conflict.CREDIBLE]) is (edge == "items")
    assert not reaches[Conflict.NONE]


#: On the plan and outside: a police liaison, a member and a visitor.
OUTSIDERS = ("Dana", "Lee", "Walter")
#: An event of level 1, to which one level more brings a critical item.
SCHOOL = {
    "type": EventType.SCHOOL_EVENT, "attendance": 120, "entry": 0, "audience": 0, "history": 0,
}  # fmt: skip
#: The event, whether all that everybody's list asks for is done, and who stands for it in turn.
DECIDED = {
    "one other stands": (SCHOOL, False, ("LEE", "MARCUS", "PRIYA")),
    "outreach stands first": (EDGES["items"], False, ("MARCUS", "PRIYA", "DANA")),
    "police stand first": (EDGES["signatures"], False, ("DANA", "MARCUS", "PRIYA")),
    "nothing is open for others": (SCHOOL, True, ("PRIYA", "MARCUS")),
}


class Deciding(Story):
    """The same, as it is decided about it; told by what everybody outside on its plan sees."""

    def __init__(self, slack, tools, level, story):
        profile, self.settled, self.standing = DECIDED[story]
        super().__init__(slack, tools, level, **profile)
        with tools.begin() as session:
            walter = people.ensure(session, workspace=1, slack_user="U0WALTER", now=NOW)
            events.name_hand(
                session, workspace=1, event=self.event, role="helper", person=walter.id, now=NOW
            )

    def told(self):
        self.answers(self.level)
        self.goes_on(timedelta(hours=1))
        if self.settled:
            self.settles()
        self.looks()
        self.proposes()
        for hours, handle in enumerate(self.standing, start=2):
            self.goes_on(timedelta(hours=hours))
            self.looks()
            self.stands(handle)
        self.goes_on(timedelta(days=1))
        self.looks()
        for person in map(self.slack.person, OUTSIDERS):
            self.seen.append(plain(person.types("/coalition mydata", in_=person.direct)))
        return self.seen

    def settles(self):
        """Have all done and signed that everybody's list asks for, and leave the rest open."""
        by, other = known(self.tools, "PRIYA").person, known(self.tools, "MARCUS").person
        now = self.tools.now()
        with self.tools.begin() as session:
            of = {"workspace": 1, "event": self.event}
            for one in events.tasks(session, **of):
                if one.reach is Reach.EVERYBODY:
                    events.tick(session, **of, item=one.item, by=by, now=now)
                    events.sign(session, **of, item=one.item, by=other, now=now)

    def looks(self):
        """Keep what each outsider sees of it, and all that ever came to them, with its time."""
        for name in OUTSIDERS:
            person = self.slack.person(name)
            self.seen.append(plain(person.opens_home()))
            self.seen.append(plain(person.types(f"/event plan {FIRST}", in_=person.direct)))
            person.types(f"/event day {FIRST}", in_=person.direct)
            self.seen.append(plain(person.clicks("Ready?", in_=person.direct)))
            came = [
                json.dumps([one.text, one.blocks], default=str) for one in person.direct.messages
            ]
            self.seen.append(plain("\n".join(came)))
        self.seen.append(plain(self.room.text))


@pytest.mark.parametrize("story", DECIDED)
def test_nobody_outside_can_tell_from_a_decision_what_outreach_answered(world, story):
    told, inside, wished = {}, {}, {}
    for level in (Conflict.NONE, Conflict.ACTIVE, Conflict.CREDIBLE):
        slack, tools = world(f"{story} {level.value}")
        one = Deciding(slack, tools, level, story)
        told[level] = one.told()
        (made,) = one.decided()
        inside[level] = made.inside
        found = overview.look(one.tools, known(tools, "GRACE"), one.event).inside
        wished[level] = found.wanting + len(found.stands)
        assert "because" not in "".join(told[level])

    for level in (Conflict.ACTIVE, Conflict.CREDIBLE):
        for usual, mine in zip(told[Conflict.NONE], told[level], strict=True):
            assert usual == mine, level
    # The story is worth telling: it was decided before their eyes, and more of it inside.
    assert any("Decided so far" in one and "by hand" in one for one in told[Conflict.NONE])
    assert "S05" not in inside[Conflict.NONE]
    assert ("S05" in inside[Conflict.CREDIBLE]) is (DECIDED[story][0] is SCHOOL)
    assert wished[Conflict.NONE] == 0
    assert wished[Conflict.CREDIBLE] == (0 if "police" in story else 2)


class Led(Deciding):
    """The same with a lead who has law-enforcement duties, and who decides."""

    def __init__(self, slack, tools, level, story):
        super().__init__(slack, tools, level, story)
        with tools.begin() as session:
            events.name_hand(
                session, workspace=1, event=self.event, role="event_lead",
                person=known(tools, "DANA").person, now=NOW,
            )  # fmt: skip

    def proposes(self):
        dana = known(self.tools, "DANA")
        found = overview.look(self.tools, dana, self.event)
        deciding.decide(
            self.tools, dana, self.event, words="by hand", mark="mark",
            kind=Decision.COVERED if found.lines else Decision.READY,
        )  # fmt: skip


@pytest.mark.parametrize("story", DECIDED)
def test_a_lead_of_the_police_learns_nothing_of_the_answer_by_deciding(world, story):
    told = {}
    for level in (Conflict.NONE, Conflict.CREDIBLE):
        slack, tools = world(f"led {story} {level.value}")
        told[level] = Led(slack, tools, level, story).told()

    for usual, mine in zip(told[Conflict.NONE], told[Conflict.CREDIBLE], strict=True):
        assert usual == mine


@pytest.fixture
def threatened(world):
    """An event to which outreach's answer adds items; with police among its leads."""
    slack, tools = world("threatened")
    event = plan(tools, **SCHOOL)
    with tools.begin() as session:
        events.name_hand(
            session, workspace=1, event=event, role="event_lead",
            person=known(tools, "DANA").person, now=NOW,
        )  # fmt: skip
    checking.answer(tools, known(tools, "MARCUS"), event, Conflict.CREDIBLE)
    while post_promised(slack, tools):
        pass
    return slack, tools, event


def of_outreach(tools, event):
    """Return an item that only those have who may know, and one that others see veiled."""
    with tools.read() as session:
        listed = events.tasks(session, workspace=1, event=event)
    added = next(one for one in listed if one.reach is Reach.INSIDE)
    return added, next(one for one in listed if one.item in VEILED)


def test_help_with_what_only_those_inside_have_is_asked_of_them_alone(threatened):
    slack, tools, event = threatened
    for one in of_outreach(tools, event):
        walking.ask_help(tools, known(tools, "PRIYA"), event, one.item)
    while post_promised(slack, tools):
        pass

    assert "asks for help" in slack.person("Grace").screen
    assert "asks for help" not in slack.person("Dana").screen


def test_what_only_those_inside_have_is_given_to_them_alone(threatened):
    _slack, tools, event = threatened
    priya = known(tools, "PRIYA")
    for one in of_outreach(tools, event):
        for user in ("U0DANA", "U0ROSA", "U0LEE"):
            with pytest.raises(UsageError, match="may know"):
                walking.give(tools, priya, event, one.item, version=one.version, user=user)
        assert walking.give(tools, priya, event, one.item, version=one.version, user="U0MARCUS")


def test_help_wanted_in_a_channel_names_no_role_that_only_those_inside_miss(threatened):
    slack, tools, event = threatened
    with tools.begin() as session:
        for one in events.tasks(session, workspace=1, event=event):
            if one.reach is Reach.EVERYBODY and one.role is not EventRole.DATA_LEAD:
                events.tick(
                    session, workspace=1, event=event, item=one.item,
                    by=known(tools, "PRIYA").person, now=NOW,
                )  # fmt: skip
    seen = reading.read(tools, known(tools, "GRACE"), event)
    inside = recruiting.line(seen)
    assert day_of(seen.event.start.astimezone(seen.zone)) in inside
    grace = slack.person("Grace")
    grace.types(f"/event plan {FIRST}", in_=grace.direct)
    grace.clicks("Roles", in_=grace.direct)
    grace.clicks("Ask who can")
    said = str(grace.dialog.body)

    only = titles.role(EventRole.SCHOOL_ADMIN)
    assert only in inside
    assert titles.role(EventRole.DATA_LEAD) in said
    assert only not in said


ELSEWHERE = (
    *LOOKS, f"/event level {FIRST}", f"/event conflict {FIRST}", f"/event open {FIRST}",
    f"/event change {FIRST}", f"/event cancel {FIRST}", f"/event channel {FIRST}",
    f"/event day {FIRST}", "/coalition people", "/coalition board", "/coalition path",
    "/coalition indicators", "/coalition agreements", "/coalition forget", "/partners",
)  # fmt: skip


def _everywhere(slack, tools, names):
    seen = {}
    for name in names:
        person = slack.person(name)
        seen[name] = [plain(person.opens_home())]
        seen[name] += [plain(person.types(typed, in_=person.direct)) for typed in ELSEWHERE]
        seen[name].append(plain(person.screen))
    return seen


def test_a_closed_vigil_is_nowhere_for_police_visitors_and_members_not_on_its_plan(world):
    names = ("Dana", "Walter", "Lee", "Samuel", "Ana")
    seen = {}
    for planned in (False, True):
        slack, tools = world(f"planned{planned}")
        if planned:
            _vigil_of_three(slack, tools)
        run_jobs(tools)
        while post_promised(slack, tools):
            pass
        seen[planned] = _everywhere(slack, tools, names)
    for name in names:
        for without, beside in zip(seen[False][name], seen[True][name], strict=True):
            assert without == beside, name
        assert not [one for one in seen[True][name] if TITLE in one or PLACE in one]


def test_the_audit_names_no_closed_event_to_who_is_not_on_its_plan(world):
    slack, tools = world("audited")
    event = _vigil_of_three(slack, tools)
    for stage in (Stage.MEMBERS, Stage.CLOSED):  # whatever it was meanwhile, it is closed now
        opening.step(tools, known(tools, "GRACE"), event, stage)
    for person in (slack.person("Ana"), slack.person("Samuel")):
        for typed in ("/coalition audit", "/coalition audit outreach"):
            person.types(typed, in_=person.direct)
        person.does_not_see(TITLE)
        person.does_not_see(f"event {event}")
        person.does_not_see("conflict threat told")
        person.does_not_see("event closed")
    with tools.read() as session:
        assert [one.act for one in audit.entries(session, workspace=1)].count(
            "conflict.threat_told"
        ) == 1
    with tools.begin() as session:
        events.name_hand(
            session, workspace=1, event=event, role="helper", person=known(tools, "SAMUEL").person,
            now=NOW,
        )  # fmt: skip
    samuel = slack.person("Samuel")
    seen = samuel.types("/coalition audit outreach", in_=samuel.direct)
    assert f"conflict threat told · event {event}" in samuel.screen, seen


def test_every_answer_leaves_one_line_on_the_audit(world):
    lines = {}
    for level in Conflict:
        slack, tools = world(level.value)
        event = plan(tools)
        checking.answer(tools, known(tools, "MARCUS"), event, level)
        with tools.read() as session:
            lines[level] = [
                (one.seq, one.outreach, one.about) for one in audit.entries(session, workspace=1)
            ]
        assert slack
    assert len({str(one) for one in lines.values()}) == 1


def _vigil_of_three(slack, tools):
    """Keep a closed vigil of Grace, Rosa and Marcus, with all that happens to one."""
    event = plan(tools)
    with tools.begin() as session:
        for handle, role in (("DANA", "law_liaison"), ("PRIYA", "safety_lead")):
            events.remove_hand(
                session, workspace=1, event=event, role=role, person=known(tools, handle).person
            )
    checking.answer(tools, known(tools, "MARCUS"), event, Conflict.CREDIBLE)
    opening.family_says(tools, known(tools, "ROSA"), event, yes=True)
    opening.remember(tools, known(tools, "GRACE"), event, "Marked name")
    families = slack.channel("families")
    if slack.bot_user_id in families.channel.members:
        with tools.begin() as session:
            events.keep(session, workspace=1, event=event, channel=families.id)
        client = make_client(slack.bot_token, slack.base_url)
        living.refresh(tools, {1: client})
        assert TITLE not in families.text
    return event
