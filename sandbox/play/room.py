"""A channel or direct message, as a test looks at it."""

from dataclasses import dataclass

from sandbox.delivery import screen
from sandbox.hub import Hub
from sandbox.state.channels import Channel
from sandbox.state.messages import Message


@dataclass(frozen=True)
class Room:
    """One conversation: its messages, newest last."""

    hub: Hub
    channel: Channel

    @property
    def id(self) -> str:
        """The identifier the app knows it by."""
        return self.channel.id

    @property
    def name(self) -> str:
        """Its name; empty for a direct message."""
        return self.channel.name

    @property
    def messages(self) -> list[Message]:
        """What everybody in it sees, oldest first, replies included."""
        return [each for each in self.hub.state.posts(self.id) if not each.only_for]

    @property
    def last_message(self) -> Message:
        """The newest message that everybody in it sees."""
        if not self.messages:
            raise AssertionError(f"nothing has been posted in {self.name or 'this conversation'}")
        return self.messages[-1]

    @property
    def text(self) -> str:
        """What everybody in it sees, as text."""
        return "\n".join(screen.told_message(self.hub.state, each) for each in self.messages)

    def thread(self, ts: str) -> list[Message]:
        """Return the replies under a message."""
        return self.hub.state.replies(self.id, ts)
