"""From nothing to a safety plan by thumb: a browser as narrow as a phone."""

import os
import re
import signal
import subprocess

import pytest

from tests.bot.conftest import COALITION
from tests.bot.test_setup_by_thumb import A_TAP, Thumb

pytestmark = pytest.mark.e2e

#: How long somebody may take who has never planned an event. [s]
MOST = 120


@pytest.fixture
def address(tmp_path):
    """`coalition demo`: the sample coalition, everybody in their seat."""
    process = subprocess.Popen(
        [COALITION, "demo", "--port", "0"],
        env={
            "PATH": os.environ["PATH"],  # noqa: TID251 - what a child starts with
            "HOME": str(tmp_path),
            "COALITION_DEMO_HOME": str(tmp_path / "demo"),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    found = (re.search(r"Open +(http://127\.0\.0\.1:\d+)", line) for line in process.stdout)
    yield next(one[1] for one in found if one)
    process.send_signal(signal.SIGINT)
    process.wait(30)
    process.stdout.close()


@pytest.fixture
def phone(browser, tmp_path):
    errors = []
    context = browser.new_context(viewport={"width": 375, "height": 720}, has_touch=True)
    context.set_default_timeout(15_000)
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield Thumb(opened, tmp_path / "seen")
    context.close()
    assert not errors


def test_somebody_new_has_a_plan_by_thumb_within_two_minutes(address, phone):
    phone.page.goto(f"{address}/as/grace/coalition")
    phone.types("/event new")
    phone.waits_for("Others can ask for this record")
    phone.picks("Vigil or memorial")

    phone.waits_for("When does it start?")
    phone.taps_on("Next")

    phone.waits_for("How many people, when it is fullest?")
    phone.picks("About 80")

    phone.waits_for("When does it end?")
    phone.picks("7 pm (1 h)")

    phone.waits_for("Where?")
    phone.taps_on("Don’t know yet")

    phone.waits_for("Who can get in?")
    phone.picks("An open street")

    phone.waits_for("0 of 10 done")
    assert phone.taps * A_TAP < MOST

    phone.taps_on("Walk through it")
    phone.waits_for("Why:")
    phone.taps_on("Later")
    phone.waits_for("Done, with a note")
    phone.taps_on("Done")
    phone.waits_for("1 of 10 done")
    phone.taps_on("The plan")
    phone.waits_for("If there is more time")
    phone.taps_on("Roles")
    phone.waits_for("nobody yet")
