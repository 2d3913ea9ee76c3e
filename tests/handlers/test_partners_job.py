"""Once a week, coordinators are asked what is still right."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from slack_sdk import WebClient
from sqlalchemy import select

from handlers.partners import directory
from handlers.partners.job import ask_again
from storage import partners, settings
from storage.tables import Delivery
from tests.handlers.examples import posts
from tests.handlers.rules import check_message
from tests.handlers.test_find import CASA, fill

#: A Monday, 10:00 in Philadelphia.
MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
def old(slack, city):
    return fill(city, CASA, confirmed_on=date(2026, 8, 1))[0]


def promised(tools):
    with tools.read() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.created_at)))


def at(tools, moment):
    with tools.begin() as session:
        settings.set_timezone(session, workspace=1, timezone="America/New_York")
    return replace(tools, now=lambda: moment)


def test_coordinators_are_asked_once_a_week(old, city):
    for hours in (0, 1, 2, 24):
        ask_again(at(city, MONDAY + timedelta(hours=hours)), 1)

    (asked,) = promised(city)
    assert (asked.person, asked.kind, asked.needs) == ("U0ANA", "nudge", "partners:manage")
    check_message(asked.payload["text"], asked.payload["blocks"])
    assert "Casa Esperanza" in asked.payload["text"]
    ask_again(at(city, MONDAY + timedelta(days=7)), 1)
    assert len(promised(city)) == 2


@pytest.mark.parametrize("hours", [-10, -3, 7, 12, 24 * 5])
def test_nobody_is_asked_at_night_or_on_a_weekend(old, city, hours):
    ask_again(at(city, MONDAY + timedelta(hours=hours)), 1)

    assert promised(city) == []


def test_nobody_is_asked_when_everything_was_confirmed(slack, city):
    fill(city, CASA, confirmed_on=MONDAY.date() - timedelta(days=89))

    ask_again(at(city, MONDAY), 1)

    assert promised(city) == []


def test_one_click_confirms_and_takes_the_entry_off_the_question(slack, city, ana, old):
    with city.read() as session:
        listed, total = partners.stale(session, workspace=1, today=MONDAY.date(), most=9)
    told = directory.nudge(listed, total, MONDAY.date())
    client = WebClient(token=slack.bot_token, base_url=slack.base_url)
    client.chat_postMessage(channel=ana.direct.id, text=told.text, blocks=told.blocks)

    ana.clicks("Still right", in_=ana.direct)

    ana.sees("Every partner is confirmed. Thank you.", in_=ana.direct)
    assert len(posts(slack, ana.direct)) == 1
    with city.read() as session:
        assert partners.by_id(session, workspace=1, partner=old).confirmed_on == date(2026, 11, 22)
