"""The page in a real browser, with the greeter behind it."""

import re

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from tests.sandbox.greeter import mrkdwn, png

pytestmark = pytest.mark.e2e


@pytest.fixture
def client(greeter):
    return WebClient(token=greeter.bot_token, base_url=greeter.base_url)


def test_a_command_is_completed_sent_and_answered_privately(window):
    page = window()
    page.fill("#write", "/gr")
    expect(page.get_by_role("option", name="/greet")).to_be_visible()

    page.keyboard.press("Tab")
    page.keyboard.type("Lee")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Only visible to you")).to_be_visible()
    expect(page.get_by_text("On its way.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Greeter")).locator(".count")).to_have_text("1")


def test_a_suggestion_is_sent_by_one_click(window, greeter):
    page = window()

    page.get_by_role("button", name="/hotspots").click()

    expect(page.get_by_text("/hotspots is not a valid command")).to_be_visible()


def test_a_dialog_shows_errors_keeps_what_was_written_and_submits(window, greeter):
    page = window()
    page.fill("#write", "/form")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Plan an event")
    dialog.get_by_label("Place").fill("nowhere")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_have_text("Please complete this required field.")

    dialog.get_by_label("Sort of event").select_option("Vigil")
    dialog.get_by_label("Day").fill("2026-12-24")
    dialog.get_by_label("Water").check()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_have_text("We do not know that place.")
    expect(dialog.get_by_label("Day")).to_have_value("2026-12-24")

    dialog.get_by_label("Place").fill("Clark Park")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog).to_have_count(0)
    greeter.person("Ana").sees("Planned at Clark Park")


def test_escape_closes_a_dialog_and_the_app_hears_of_it(window, greeter):
    page = window()
    page.fill("#write", "/form")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    greeter.person("Ana").sees("Nothing was saved")


def test_a_button_asks_before_it_acts(window, greeter):
    greeter.person("Ana").types("/greet Lee")
    page = window(place="@greeter")

    page.get_by_role("button", name="Tell everyone").click()
    page.get_by_role("dialog", name="Tell everyone?").get_by_role("button", name="Not now").click()
    expect(page.get_by_text("neighbour & friend")).to_be_visible()
    page.get_by_role("button", name="Tell everyone").click()
    page.get_by_role("button", name="Tell them").click()

    expect(page.get_by_text("Everyone has been told.")).to_be_visible()
    expect(page.get_by_text("neighbour & friend")).to_have_count(0)


def test_a_select_and_a_menu_on_a_message_reach_the_app(window, greeter):
    greeter.person("Ana").types("/greet Lee")
    page = window(place="@greeter")

    page.get_by_label("Tone").select_option("Warm")
    expect(page.get_by_text("A warm tone, then.")).to_be_visible()
    page.get_by_label("More actions").click()
    page.get_by_role("button", name="Forget it").click()

    expect(page.get_by_text("neighbour & friend")).to_have_count(0)


def test_two_windows_are_two_people_live(window):
    ana, marcus = window("ana", "coalition"), window("marcus", "coalition")

    ana.fill("#write", "Is everyone <b>here</b>?")
    ana.keyboard.press("Enter")

    expect(marcus.get_by_text("Is everyone <b>here</b>?")).to_be_visible()
    marcus.goto(marcus.url.replace("coalition", "general"))
    ana.fill("#write", "Good.")
    ana.keyboard.press("Enter")
    expect(marcus.get_by_role("link", name="coalition").locator(".count")).to_have_text("1")


def test_a_picture_opens_large(window, greeter, client):
    greeter.person("Ana").types("/picture", in_=greeter.channel("hotspots"))
    page = window()

    page.get_by_role("button", name="Enlarge: A purple field").click()

    large = page.get_by_role("dialog", name="A purple field")
    expect(large.get_by_role("img")).to_have_js_property("naturalWidth", 320)
    large.get_by_role("button", name="Close").click()
    expect(large).to_have_count(0)


def test_nothing_posted_can_run_in_the_page(window, greeter, client):
    bad = '<img src=x onerror="document.title=1">&lt;script&gt;document.title=1&lt;/script&gt;'
    blocks = [
        {"type": "section", "text": mrkdwn(bad), "fields": [mrkdwn(bad)]},
        {"type": "markdown", "text": bad},
        {"type": "header", "text": {"type": "plain_text", "text": bad}},
    ]
    client.chat_postMessage(channel=greeter.channel("hotspots").id, text=bad, blocks=blocks)
    client.files_upload_v2(
        content=png(), filename='"><b>.png', channel=greeter.channel("hotspots").id
    )

    page = window()

    expect(page.locator(".header")).to_contain_text("<img src=x")
    assert page.locator("#messages script, #messages b, #messages img[src=x]").count() == 0
    assert page.title().startswith("#hotspots")


def test_a_reply_opens_its_thread_and_stays_in_it(window, greeter):
    greeter.person("Ana").types("Hi @greeter", in_=greeter.channel("coalition"))
    page = window(place="coalition")

    page.get_by_role("link", name="1 reply").click()
    thread = page.get_by_role("region", name="Thread")
    expect(thread.get_by_text("You called")).to_be_visible()
    page.fill("#write-thread", "Yes, thank you")
    page.keyboard.press("Enter")

    expect(thread.get_by_text("Yes, thank you")).to_be_visible()
    assert greeter.channel("coalition").last_message.is_reply


def test_the_home_tab_is_filled_when_it_is_opened(window):
    page = window(place="@greeter")

    page.get_by_role("link", name="Home").click()

    expect(page.get_by_role("heading", name="Your week")).to_be_visible()


def test_one_can_be_someone_else(window):
    page = window()

    page.get_by_text("Switch").click()
    page.get_by_role("link", name="Rosa Delgado").last.click()

    expect(page).to_have_url(re.compile("/as/rosa/hotspots"))


def test_a_silent_app_leaves_a_passing_line(window, greeter):
    greeter.person("Ana").types("/greet Lee")
    page = window(place="@greeter")
    from sandbox.hub import nobody

    greeter.delivers_to(nobody)
    page.get_by_role("button", name="Wave back").click()

    expect(page.get_by_text("Greeter is not connected right now.")).to_be_visible()


def test_it_fits_a_phone(window, greeter):
    greeter.person("Ana").types("/greet Lee")
    page = window(place="@greeter", width=375, height=740)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= 375

    page.get_by_role("button", name="Conversations").click()
    page.get_by_role("link", name="coalition").click()

    expect(page).to_have_url(re.compile("coalition"))
    assert page.evaluate(wide) <= 375
    box = page.locator(".composer").bounding_box()
    assert box["y"] + box["height"] == pytest.approx(740, abs=2)


def test_a_link_to_a_message_leads_there_as_the_same_person(window, greeter, client):
    sent = client.chat_postMessage(channel=greeter.channel("coalition").id, text="The plan")
    link = client.chat_getPermalink(channel=sent["channel"], message_ts=sent["ts"])["permalink"]
    client.chat_postMessage(channel=greeter.channel("hotspots").id, text=f"See <{link}|the plan>")
    page = window("marcus", "hotspots")

    page.get_by_role("link", name="the plan").click()

    expect(page).to_have_url(re.compile(r"/as/marcus/coalition#m\d+$"))
    expect(page.locator(":target")).to_contain_text("The plan")
