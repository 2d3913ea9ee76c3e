"""Links at the top of a channel."""

import re

from sandbox import names
from sandbox.api.call import Call, RefusalError, malformed, method
from sandbox.hub import Json
from sandbox.state.channels import Channel
from sandbox.state.planned import Bookmark

MOST = 100
LINK = re.compile(r"https?://\S+")
EMOJI = re.compile(r":[a-z0-9_+'-]+:")


@method("bookmarks.add")
def add(call: Call) -> Json:
    """Put a link at the top of a channel."""
    channel = _channel(call)
    if call.text("type") != "link":
        raise RefusalError("invalid_bookmark_type")
    if len(_held(call, channel)) >= MOST:
        raise RefusalError("too_many_bookmarks")
    bookmark = Bookmark(
        names.fresh("Bk"),
        channel.id,
        call.text("title"),
        _link(call),
        _emoji(call),
        call.hub.bot.id,
        int(call.hub.clock.now().timestamp()),
    )
    call.hub.state.keep(bookmark)
    return _told(call, bookmark)


@method("bookmarks.edit")
def edit(call: Call) -> Json:
    """Change a link's title, address or emoji."""
    bookmark = _bookmark(call)
    if "title" in call.args:
        bookmark.title = call.text("title")
    if "link" in call.args:
        bookmark.link = _link(call)
    if "emoji" in call.args:
        bookmark.emoji = _emoji(call)
    bookmark.updated = int(call.hub.clock.now().timestamp())
    call.hub.state.keep(bookmark)
    return _told(call, bookmark)


@method("bookmarks.list")
def listing(call: Call) -> Json:
    """List a channel's links."""
    held = _held(call, _channel(call))
    return {"bookmarks": [each.as_slack(app=call.hub.app_id) for each in held]}


@method("bookmarks.remove")
def remove(call: Call) -> Json:
    """Take a link away."""
    call.hub.state.forget(_bookmark(call))
    return {}


def _held(call: Call, channel: Channel) -> list[Bookmark]:
    return [each for each in call.hub.state.bookmarks.values() if each.channel == channel.id]


def _channel(call: Call) -> Channel:
    if not call.text("channel_id"):
        raise malformed("[ERROR] missing required field: channel_id")
    return call.channel("channel_id")


def _bookmark(call: Call) -> Bookmark:
    channel = _channel(call)
    bookmark = call.hub.state.bookmarks.get(call.text("bookmark_id"))
    if bookmark is None or bookmark.channel != channel.id:
        raise RefusalError("not_found")
    return bookmark


def _link(call: Call) -> str:
    if not LINK.fullmatch(call.text("link")):
        raise RefusalError("invalid_link")
    return call.text("link")


def _emoji(call: Call) -> str:
    given = call.text("emoji")
    if given and not EMOJI.fullmatch(given):
        raise RefusalError("invalid_emoji")
    return given


def _told(call: Call, bookmark: Bookmark) -> Json:
    return {"bookmark": bookmark.as_slack(app=call.hub.app_id)}
