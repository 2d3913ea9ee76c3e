"""The sample coalition: what the demo shows of a coalition that has been at work for a while."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.orm import Session

from handlers.setup.sample_work import Filling, fill_work
from handlers.toolbox import Toolbox
from knowledge.sample_coalition import Coalition, Seat, coalition
from knowledge.setup.defaults import crisis_lines
from knowledge.setup.questions import CHECKED, Question
from storage import founding, partners, people, settings
from storage.tables import Person, Workspace

#: How long ago its partners confirmed what the directory says. [days]
_CONFIRMED = 21


def fill_coalition(
    tools: Toolbox, workspace: int, channels: Mapping[str, str] | None = None
) -> bool:
    """Fill a workspace that nobody has set up yet; say whether it was filled now.

    What a later feature wants to show in the demo, it adds here.

    Parameters
    ----------
    channels
        The Slack id of each channel, by its name.
    """
    sample = coalition()
    with tools.begin() as session:
        if session.get_one(Workspace, workspace).opened_at is not None:
            return False
        seated = _seat(session, tools, workspace, sample)
        _settle(session, tools, workspace, sample, seated, channels or {})
        fill_work(Filling(session, workspace, tools.now(), seated, channels or {}))
    return True


def _seat(session: Session, tools: Toolbox, workspace: int, sample: Coalition) -> dict[str, Person]:
    """Add the partners and seat the people; the coordinator's seat opens the coalition."""
    now = tools.now()
    confirmed = now.date() - timedelta(days=_CONFIRMED)
    ids = {
        one.name: partners.add(
            session, workspace=workspace, draft=one.draft(), by="", now=now, confirmed_on=confirmed
        ).id
        for one in sample.partners
    }
    seated: dict[str, Person] = {}
    for seat in sample.seats:
        person = people.ensure(session, workspace=workspace, slack_user=f"U0{seat.who}", now=now)
        _sit(person, seat, ids[seat.partner], tools)
        seated[seat.who] = person
    session.flush()
    first = sample.seats[0]
    founding.begin(
        session, workspace=workspace, person=seated[first.who], partner=ids[first.partner],
        duties=first.duties, now=now,
    )  # fmt: skip
    return seated


def _sit(person: Person, seat: Seat, partner: int, tools: Toolbox) -> None:
    person.partner_id, person.role, person.language = partner, seat.role.value, seat.language
    person.duties = person.duties_said = seat.duties.value
    person.pledged_at = person.welcomed_at = tools.now()


def _settle(
    session: Session,
    tools: Toolbox,
    workspace: int,
    sample: Coalition,
    seated: Mapping[str, Person],
    channels: Mapping[str, str],
) -> None:
    """Answer the setup."""
    now, coordinator = tools.now(), seated[sample.seats[0].who].id
    said = {
        Question.COORDINATOR: coordinator,
        Question.NAME: sample.name,
        Question.AREA: sample.area,
        Question.LANGUAGES: list(sample.languages),
        Question.CRISIS: list(crisis_lines()),
        Question.PERMITS: list(sample.permits),
        Question.POLICE: sample.police,
        Question.CROWD: sample.crowd,
        Question.OWNER: sample.owner.value,
        Question.DEPUTY: seated[sample.deputy].id,
    }
    for question, value in said.items():
        settings.write(
            session, workspace=workspace, name=question, value=value, by=coordinator, now=now,
            checked_on=now.date() if question in CHECKED else None,
        )  # fmt: skip
    used = {
        purpose: [channels[name] for name in names if name in channels]
        for purpose, names in sample.channels.items()
    }
    settings.use_channels(session, workspace=workspace, chosen=used, owner=coordinator)
