"""Whole lives of events of every type, with nothing different but what outreach answers.

What people outside are given of them, value by value, is compared over time: the items, the
level, whether it is ready, what is proposed and what was decided.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from handlers.day import deciding, overview
from handlers.events import reading, walking
from handlers.readiness import checking, service
from knowledge.errors import BotError
from knowledge.events.conflict import Conflict
from knowledge.events.decisions import Decision
from knowledge.events.kinds import EventType
from knowledge.events.tasks import Reach
from storage import events
from tests.coalitions import open_coalition
from tests.conftest import NOW
from tests.handlers.vigils import known, plan

#: What outreach answers at each step; the first is the quiet life that the others are held against.
LIVES = (
    (Conflict.NONE, Conflict.NONE, Conflict.NONE),
    (Conflict.ACTIVE, Conflict.UNVERIFIED, Conflict.QUIET),
    (Conflict.CREDIBLE, Conflict.NONE, Conflict.CREDIBLE),
)


class Life:
    """An event as it is planned, worked on and decided about, for two weeks and less."""

    def __init__(self, tools, kind):
        self.tools, self.random = tools, Random(kind.value)
        self.event = plan(
            tools, type=kind, attendance=self.random.choice([40, 120, 400]), entry=0, audience=0,
            history=0,
        )  # fmt: skip
        self.seen, self.tiers = [], []
        with tools.begin() as session:
            events.name_hand(
                session, workspace=1, event=self.event, role="helper",
                person=known(tools, "LEE").person, now=NOW,
            )  # fmt: skip

    def told(self, answers):
        for step, answer in enumerate(answers):
            self.tools = replace(self.tools, now=lambda at=NOW + timedelta(hours=20 * step): at)
            checking.answer(self.tools, known(self.tools, "MARCUS"), self.event, answer)
            if step == 1:
                self.changes(audience=self.random.choice([1, 3, 4]))
            self.works()
            self.looks()
            self.decides(f"m{step}", answer)
            self.looks()
        return self.seen

    def changes(self, **answers):
        """Change what everybody knows of it, so that items come onto everybody's list."""
        with self.tools.begin() as session:
            events.change(
                session, workspace=1, event=self.event, changed=answers, now=self.tools.now(),
                by=known(self.tools, "GRACE").person,
            )  # fmt: skip
        service.score(self.tools, workspace=1, event=self.event)

    def works(self):
        """Do some of what all see, the same in every life, and all that is inside alone."""
        priya, marcus = known(self.tools, "PRIYA"), known(self.tools, "MARCUS")
        with self.tools.begin() as session:
            of = {"workspace": 1, "event": self.event}
            for one in sorted(events.tasks(session, **of), key=lambda one: one.item):
                chance = Random(f"{one.item} {self.tools.now()}").random()
                if one.reach is Reach.INSIDE or chance < 0.4:
                    events.tick(session, **of, item=one.item, by=priya.person, now=self.tools.now())
        for one in reading.read(self.tools, marcus, self.event).chosen("sign"):
            with suppress(BotError):
                walking.sign(self.tools, marcus, self.event, one.id)

    def decides(self, mark, answer):
        """Decide as the lead does, and have three stand for it who still can."""
        grace = known(self.tools, "GRACE")
        found = overview.look(self.tools, grace, self.event)
        self.tiers.append(found.event.tier)
        deciding.decide(
            self.tools, grace, self.event, words="by hand", mark=mark, inside=f"secret {answer}",
            kind=Decision.COVERED if found.lines else Decision.READY,
        )  # fmt: skip
        for handle in ("MARCUS", "LEE", "PRIYA"):
            with suppress(BotError):
                deciding.stand(self.tools, known(self.tools, handle), self.event, proposal=mark)

    def looks(self):
        """Keep what an outsider is given, but what nobody is shown: versions and the number."""
        member = known(self.tools, "DANA")
        found = reading.read(self.tools, member, self.event)
        entries = [replace(one, kept=replace(one.kept, version=0)) for one in found.entries]
        self.seen += [entries, (found.tier, found.common, found.shown, found.staffing)]
        self.seen.append(replace(overview.look(self.tools, member, self.event), event=None))
        self.seen.append(service.look(self.tools, member, self.event).shown)


@pytest.mark.parametrize("kind", EventType)
def test_over_time_nobody_outside_is_given_anything_that_moves_with_the_answer(city, kind):
    open_coalition(city, 1)
    lives = [Life(city, kind) for _one in LIVES]
    told = [life.told(answers) for life, answers in zip(lives, LIVES, strict=True)]

    for other in told[1:]:
        for usual, mine in zip(told[0], other, strict=True):
            assert usual == mine
    assert "secret" not in str(told)
    assert lives[0].tiers != lives[2].tiers  # inside, the answers do make a difference
