"""`/hotspots`: typed, mentioned, written or clicked."""

from handlers.hotspots import message, posting, service
from handlers.hotspots.request import SnapshotRequest, UnsurePlaceError
from handlers.surface import Call
from knowledge.hotspots import asking


def on_command(call: Call) -> None:
    """Read the question, say how it was read, then send the snapshot."""
    words = asking.read(call.text, today=service.today(call.tools, workspace=call.member.workspace))
    try:
        request = service.resolve(call.tools, member=call.member, words=words)
    except UnsurePlaceError as unsure:
        call.tell(message.unsure(unsure, channel=call.channel))
        return
    answer(call, request, asked_in=call.channel)


def on_pick(call: Call) -> None:
    """Go on with the place that was picked."""
    request, channel = SnapshotRequest.unpacked(call.text, member=call.member)
    answer(call, request, asked_in=channel)


def answer(call: Call, request: SnapshotRequest, *, asked_in: str) -> None:
    """Say what is being drawn, then deliver it."""
    call.tell(message.drawing(request, direct=call.direct or not call.channel))
    call.later(lambda: posting.deliver(call, request, asked_in=asked_in))
