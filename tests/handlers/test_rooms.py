import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.rooms import Room, look


def test_room_counts_the_people_without_this_bot(slack, room):
    client = client_of(slack)

    assert look(client, room.id) == Room(
        room.id, "hotspots", people=6, shared=False, joined=True, team=slack.team_id
    )


def test_channel_that_the_bot_may_not_know_of_is_no_room(slack):
    slack.expects_refusal("channel_not_found")

    assert look(client_of(slack), "C0NOWHERE") is None


def test_archived_channel_is_known_as_such(slack, room):
    room.channel.archived = True

    found = look(client_of(slack), room.id)

    assert found is not None
    assert found.archived


@pytest.mark.parametrize("error", ["missing_scope", "internal_error"])
def test_what_fails_is_not_taken_for_a_channel_that_is_hidden(slack, room, error):
    slack.faults.fail("conversations.info", error)

    with pytest.raises(SlackApiError):
        look(client_of(slack), room.id)


def client_of(slack):
    return WebClient(token=slack.bot_token, base_url=slack.base_url)
