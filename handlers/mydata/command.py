"""The doors of what is held about whoever asks."""

from handlers import direct
from handlers.mydata import message, service
from handlers.surface import Call


def on_mydata(call: Call) -> None:
    """Send what is held about them, in words."""
    direct.send(call, message.held(service.gather(call.tools, call.member)))


def on_export(call: Call) -> None:
    """Send the same as two files: one to read, one for a program."""
    found = service.gather(call.tools, call.member, exported=True)

    def send() -> None:
        for file in message.files(found):
            direct.file(
                call.client,
                call.member.slack_user,
                file.content,
                name=file.name,
                title=file.title,
            )

    call.later(send)


def on_forget(call: Call) -> None:
    """Say what goes and what stays, and ask."""
    service.may_be_forgotten(call.tools, call.member)
    direct.send(call, message.ask(service.gather(call.tools, call.member)))


def on_forget_pressed(call: Call) -> None:
    """Forget them."""
    call.tell(message.forgotten(service.forget(call.tools, call.member)))
