"""From a bare install through the setup to a plan, by thumb: a browser as narrow as a phone."""

import os
import re
import signal
import subprocess

import pytest

from tests.bot.conftest import COALITION

pytestmark = pytest.mark.e2e

#: How long the way may take, and what a tap or a field costs somebody who reads first. [s]
MOST, A_TAP = 600, 8


@pytest.fixture
def address(tmp_path):
    """`coalition demo --bare`: a workspace in which nobody has begun."""
    process = subprocess.Popen(
        [COALITION, "demo", "--bare", "--port", "0"],
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
def thumb(browser, tmp_path):
    errors = []
    context = browser.new_context(viewport={"width": 375, "height": 720}, has_touch=True)
    context.set_default_timeout(15_000)
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield Thumb(opened, tmp_path / "seen")
    context.close()
    assert not errors


class Thumb:
    """Somebody at a phone, whose taps are counted."""

    def __init__(self, page, folder):
        self.page = page
        self.folder = folder
        self.taps = 0

    @property
    def dialog(self):
        return self.page.get_by_role("dialog")

    def goes_to(self, address):
        """Open another conversation: the list of them, then the one."""
        self.taps += 2
        self.page.goto(address)

    def types(self, text):
        self.taps += 2
        self.page.get_by_role("textbox").first.fill(text)
        self.page.keyboard.press("Enter")

    def taps_on(self, name, *, within=None):
        self.taps += 1
        (within or self.dialog).get_by_role("button", name=name, exact=True).first.tap()

    def fills(self, label, text):
        self.taps += 1
        self.dialog.get_by_label(label).fill(text)

    def picks(self, option):
        self.taps += 1
        self.dialog.get_by_label(option, exact=True).check()

    def ticks(self, option, *, of):
        self.taps += 1
        group = self.dialog.get_by_role("group", name=of)
        group.get_by_label(re.compile(rf"#?{option}")).first.check()

    def chooses(self, option, *, of):
        self.taps += 2
        self.dialog.get_by_label(of).select_option(label=option)

    def waits_for(self, text, *, within=None):
        """Wait for a text; keep how it looks, and see that nothing is wider than the phone."""
        (within or self.dialog).get_by_text(text).first.wait_for()
        self.page.screenshot(path=self.folder / f"{self.taps:02} {text[:20]}.png")
        assert not self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_a_plan_is_begun_by_thumb_within_ten_minutes_of_the_install_without_a_terminal(
    address, thumb
):
    thumb.page.goto(f"{address}/as/ana/coalition")
    thumb.types("/coalition setup")
    thumb.waits_for("Who coordinates the coalition?")
    thumb.taps_on("Next")

    thumb.waits_for("your seat")
    thumb.fills("Your organization", "Riverside Together")
    thumb.chooses("Civic, block and volunteer groups", of="Its sector")
    thumb.picks("No")
    thumb.picks("I pledge this")
    thumb.taps_on("Take the seat")

    thumb.waits_for("2 of 12")
    thumb.fills("What is the coalition called?", "Riverside Together")
    thumb.taps_on("Save")

    thumb.waits_for("4 of 12")
    thumb.taps_on("Save")

    thumb.waits_for("5 of 12")
    thumb.picks("Spanish")
    thumb.taps_on("Save")

    thumb.waits_for("6 of 12")
    thumb.ticks("coalition", of="Everybody at the table")
    thumb.taps_on("Save")

    thumb.waits_for("7 of 12")
    thumb.taps_on("Save")

    thumb.waits_for("8 of 12")
    thumb.taps_on("Ask me later")

    thumb.waits_for("9 of 12")
    thumb.fills("Whom event planners call", "Community affairs, 215-555-0100")
    thumb.taps_on("Save")

    thumb.waits_for("10 of 12")
    thumb.picks("From 500 people: one for each 250, at least two")
    thumb.taps_on("Save")

    thumb.waits_for("11 of 12")
    thumb.picks("A nonprofit or community group")
    thumb.taps_on("Save")

    thumb.waits_for("12 of 12")
    thumb.chooses("Grace Kim", of="Who steps in for you?")
    thumb.taps_on("Save")

    thumb.waits_for("1 thing is still open")
    thumb.taps_on("Done")
    thumb.dialog.wait_for(state="hidden")

    thumb.goes_to(f"{address}/as/ana/@coalition")
    thumb.types("/coalition plan")
    thumb.waits_for("The plan is empty", within=thumb.page)
    thumb.taps_on("Start with this", within=thumb.page)
    thumb.waits_for("Goal")
    thumb.taps_on("Save")

    thumb.waits_for("This goal has no strategy yet", within=thumb.page)
    assert thumb.taps * A_TAP < MOST
