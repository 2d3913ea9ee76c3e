from slack_sdk import WebClient

from handlers.rooms import Room, look


def test_room_counts_the_people_without_this_bot(slack, room):
    client = client_of(slack)

    assert look(client, room.id) == Room(room.id, "hotspots", people=6, shared=False, joined=True)


def test_channel_that_the_bot_may_not_know_of_is_no_room(slack):
    slack.expects_refusal("channel_not_found")

    assert look(client_of(slack), "C0NOWHERE") is None


def client_of(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)
