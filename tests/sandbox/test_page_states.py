"""Every state of the page, looked at by axe, by keyboard and at two widths."""

import copy
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from slack_sdk import WebClient

from tests.sandbox import gallery
from tests.sandbox.greeter import MANIFEST

pytestmark = pytest.mark.e2e


@pytest.fixture
def manifest():
    """The greeter's manifest, with what assistants, pins and bookmarks take."""
    raw = copy.deepcopy(MANIFEST)
    raw["oauth_config"]["scopes"]["bot"] += ["assistant:write", "pins:write", "bookmarks:write"]
    return raw


@pytest.fixture
def client(greeter):
    return WebClient(token=greeter.bot_token, base_url=greeter.base_url)


def faults(page):
    """What axe finds, small things included, each with where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['impact']} {each['id']}: {node['html'][:160]}"
        for each in found
        for node in each["nodes"]
    ]


def post(client, greeter, *names, to="hotspots"):
    for name in names:
        room = greeter.channel(to).id
        client.chat_postMessage(
            channel=room, text=f"In short: {name}", blocks=gallery.MESSAGES[name]
        )


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_in_a_channel(window, greeter, client, width):
    post(client, greeter, *gallery.MESSAGES)
    greeter.person("Ana").types("/picture", in_=greeter.channel("hotspots"))
    page = window(width=width, height=800)

    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_in_a_dialog(window, greeter, width):
    page = window(width=width, height=800)
    page.fill("#write", "/fields")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Every field")).to_be_visible()

    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_behind_the_scenes(window, greeter):
    greeter.person("Ana").types("/greet Lee", in_=greeter.channel("hotspots"))
    page = window()
    page.get_by_role("button", name="Behind the scenes", exact=True).click()
    drawer = page.locator("#drawer")
    for part, shows in (
        ("Sent", "Show what was sent"),
        ("Calls", "chat.postMessage"),
        ("Deliveries", "/greet"),
        ("Faults", "everything works"),
        ("Clock", "keeps the real time"),
    ):
        drawer.get_by_role("button", name=part, exact=True).click()
        expect(drawer.locator("#behind")).to_contain_text(shows)
        assert faults(page) == [], part


def test_axe_finds_nothing_in_a_thread_the_home_tab_and_an_open_menu(window, greeter):
    greeter.person("Ana").types("Hi @greeter", in_=greeter.channel("coalition"))
    page = window(place="coalition")
    page.get_by_role("link", name="1 reply").click()
    page.locator("#thread").get_by_label("More about this message").first.click()
    assert faults(page) == []

    page = window(place="@greeter?tab=home")
    expect(page.get_by_role("heading", name="Your week")).to_be_visible()
    assert faults(page) == []

    page.get_by_text("Switch").click()
    assert faults(page) == []


def test_a_lock_screen_shows_the_text_and_never_the_blocks(window, greeter, client):
    post(client, greeter, "plans")
    page = window()

    page.get_by_label("More about this message").last.click()

    expect(page.locator(".lock:visible")).to_contain_text("In short: plans")
    expect(page.locator(".lock:visible")).not_to_contain_text("Look the place up")


def test_a_long_table_is_turned_page_by_page(window, greeter, client):
    post(client, greeter, "numbers")
    page = window()

    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("4–6 of 7")).to_be_visible()
    expect(page.get_by_role("cell", name="50", exact=True)).to_be_visible()
    page.get_by_role("button", name="Next").click()

    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    expect(page.get_by_role("button", name="Previous")).to_be_focused()


def test_a_dialog_takes_a_file_and_what_an_app_offers(window, greeter, tmp_path):
    page = window()
    page.fill("#write", "/fields")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Every field")
    (tmp_path / "plan.txt").write_text("Saturday")

    dialog.get_by_label("A file").set_input_files(tmp_path / "plan.txt")
    expect(dialog.get_by_text("plan.txt")).to_be_visible()
    dialog.get_by_label("A place").type("park")
    expect(dialog.get_by_role("option", name="Malcolm X Park")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Malcolm X Park")).to_be_visible()
    dialog.get_by_label("An address").fill("nobody")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_have_text("Please enter an email address.")
    dialog.get_by_label("An address").fill("sam@example.org")
    dialog.get_by_label("A moment").fill("2026-12-24T08:00")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog).to_have_count(0)
    seen = greeter.person("Ana").sees("sam@example.org")
    assert "plan.txt" in seen
    assert "malcolm x park" in seen
    assert "1798117200" in seen, "eight in the morning in Ana's zone"


def test_focus_goes_into_a_dialog_and_back_again(window):
    page = window()
    page.fill("#write", "/form")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Plan an event")
    expect(dialog.get_by_label("Place")).to_be_focused()

    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    expect(page.locator("#write")).to_be_focused()


def test_the_drawer_shows_calls_and_lets_them_go_wrong(window, greeter):
    page = window()
    page.get_by_role("button", name="Behind the scenes", exact=True).click()
    drawer = page.locator("#drawer")
    drawer.get_by_role("button", name="Faults").click()
    drawer.get_by_label("What goes wrong").select_option(label="Server error (500)")
    drawer.get_by_role("button", name="Let it happen").click()
    expect(drawer.locator(".ahead")).to_contain_text("chat.postMessage")
    drawer.get_by_role("button", name="Take everything back").click()
    expect(drawer.get_by_text("everything works")).to_be_visible()

    page.fill("#write", "/greet Lee")
    page.keyboard.press("Enter")
    drawer.get_by_role("button", name="Calls").click()
    expect(drawer.get_by_text("chat.postMessage")).to_be_visible()
    drawer.get_by_role("button", name="Deliveries").click()
    expect(drawer.get_by_text("/greet", exact=True)).to_be_visible()

    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("button", name="Behind the scenes", exact=True)).to_be_focused()


def test_the_clock_moves_to_next_monday_and_back(window, greeter):
    page = window()
    page.get_by_role("button", name="Behind the scenes", exact=True).click()
    drawer = page.locator("#drawer")
    drawer.get_by_role("button", name="Clock").click()

    drawer.get_by_role("button", name="Next Monday 08:00").click()
    expect(drawer.locator(".clock")).to_contain_text("8:00 AM")
    expect(drawer.locator(".clock")).to_contain_text("Monday")
    drawer.get_by_role("button", name="Back to now").click()

    expect(drawer.get_by_text("keeps the real time")).to_be_visible()


def test_what_an_app_sent_can_be_read(window, greeter, client):
    post(client, greeter, "plans")
    page = window()

    page.get_by_label("More about this message").last.click()
    page.get_by_role("button", name="Show what was sent").click()

    expect(page.locator("#behind pre")).to_contain_text('"task_id": "t1"')


def test_shortcuts_stand_where_slack_has_them(window, greeter, client):
    post(client, greeter, "plans")
    page = window()

    page.get_by_label("Shortcuts").click()
    page.get_by_role("button", name="Say hello Form").click()
    expect(page.get_by_role("dialog", name="Plan an event")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("More about this message").last.click()
    page.get_by_role("button", name="Remember this").click()

    greeter.person("Ana").sees("Remembered: In short: plans")


def test_commands_stand_in_the_menu_too(window):
    page = window()

    page.get_by_label("Shortcuts").click()
    page.get_by_role("button", name="/greet").click()

    expect(page.locator("#write")).to_have_value("/greet ")
    expect(page.locator("#write")).to_be_focused()


def test_a_press_leaves_the_focus_where_it_was(window, greeter):
    greeter.person("Ana").types("/greet Lee")
    page = window(place="@greeter")

    page.get_by_role("button", name="Wave back").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("You waved.")).to_be_visible()
    expect(page.get_by_role("button", name="Wave back")).to_be_focused()


def test_a_guest_sees_their_channel_and_the_people_in_it(window):
    page = window("noor", "press")

    expect(page.locator("#sidebar .entry")).to_have_count(3)
    expect(page.get_by_role("link", name="Ana Morales")).to_be_visible()
    page.goto(page.url.replace("/press", "/outreach"))
    expect(page).to_have_url(re.compile("/as/noor/press"))


def test_an_answer_grows_while_it_is_written(window, greeter, client):
    ana = greeter.person("Ana")
    room = ana.direct.id
    asked = ana.types("What is open tonight?", in_=ana.direct)
    assert "You wrote" in asked
    page = window(place="@greeter")
    ts = next(each.ts for each in ana.direct.messages if not each.bot_id)
    client.assistant_threads_setStatus(channel_id=room, thread_ts=ts, status="is looking…")
    expect(page.get_by_role("status").filter(has_text="is looking")).to_be_visible()

    stream = client.chat_startStream(channel=room, thread_ts=ts, markdown_text="The library")
    expect(page.get_by_text("The library", exact=True)).to_be_visible()
    client.chat_appendStream(channel=room, ts=stream["ts"], markdown_text=" and the **gym**.")
    client.chat_stopStream(channel=room, ts=stream["ts"], blocks=[gallery.FEEDBACK])

    expect(page.get_by_text("The library and the gym.", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Helpful", exact=True)).to_be_visible()
    expect(page.locator(".streaming")).to_have_count(0)


def test_prompts_pins_and_links_stand_above_and_below(window, greeter, client):
    ana, room = greeter.person("Ana"), greeter.channel("hotspots").id
    sent = client.chat_postMessage(channel=room, text="Read this first")
    prompts = [{"title": "Tonight", "message": "What is open tonight?"}]
    client.assistant_threads_setSuggestedPrompts(channel_id=ana.direct.id, prompts=prompts)
    client.pins_add(channel=room, timestamp=sent["ts"])
    client.bookmarks_add(channel_id=room, title="The plan", type="link", link="https://example.org")
    page = window()

    expect(page.get_by_role("link", name="The plan")).to_be_visible()
    page.get_by_text("1 pinned").click()
    expect(page.get_by_role("link", name="Read this first")).to_be_visible()
    page.goto(f"{greeter.address}/as/ana/@greeter")
    page.get_by_role("button", name="Tonight").click()

    expect(page.get_by_text("You wrote: What is open tonight?")).to_be_visible()
