import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.bot.conftest import COALITION

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.fixture
def demo(demo_home):
    """`coalition demo` on a free port; stopped with Ctrl-C."""
    started = []

    def start():
        process = subprocess.Popen(
            [COALITION, "demo", "--port", "0"],
            env={
                "PATH": os.environ["PATH"],  # noqa: TID251 - what a child starts with
                "HOME": str(demo_home),
                "COALITION_DEMO_HOME": str(demo_home / "demo"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        for line in process.stdout:
            found = re.search(r"Open +(http://127\.0\.0\.1:\d+)", line)
            if found:
                return found[1], process
        raise AssertionError("the demo ended without an address")

    yield start
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(30)
        process.stdout.close()


@pytest.fixture
def page(browser):
    errors = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors


def test_a_newcomer_sees_a_map_with_one_click_and_shares_it(demo, page):
    address, _process = demo()

    page.goto(address)
    page.get_by_role("button", name="/hotspots").first.click()
    page.get_by_role("link", name="open it").wait_for()
    page.get_by_role("link", name="Coalition").first.click()

    picture = page.get_by_role("img", name=re.compile("Places that have carried the most"))
    picture.first.wait_for()
    assert picture.first.evaluate("image => image.naturalWidth") > 500
    assert page.get_by_text("people shot").first.is_visible()
    assert "synthetic" in page.content().lower()

    page.get_by_role("button", name=re.compile(r"Share with \d+ people in #hotspots")).click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Share")).click()
    page.get_by_role("link", name=re.compile("hotspots")).first.click()
    page.get_by_text("people shot").first.wait_for()


def test_a_phone_asks_through_the_dialog(demo, page):
    address, _process = demo()
    page.set_viewport_size({"width": 375, "height": 720})

    page.goto(f"{address}/as/ana/hotspots")
    page.get_by_role("textbox").first.fill("/hotspots eastgate 12 months")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("Eastgate · .+ is in your messages")).wait_for()

    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wider


def test_starting_again_keeps_what_was_there(demo, page):
    address, process = demo()
    page.goto(f"{address}/as/ana/coalition")
    page.get_by_role("textbox").first.fill("See you on Saturday")
    page.keyboard.press("Enter")
    page.get_by_text("See you on Saturday").wait_for()
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0

    again, _process = demo()

    page.goto(f"{again}/as/ana/coalition")
    assert page.get_by_text("See you on Saturday").is_visible()


def test_the_demo_touches_no_other_home(demo, demo_home):
    demo()

    left = {path.name for path in Path(demo_home).iterdir()}
    assert left <= {"demo", ".cache"}
