"""What somebody's whole screen says, as text."""

from sandbox.delivery import screen
from sandbox.hub import Hub
from sandbox.state.channels import Channel
from sandbox.state.people import Person


def told(hub: Hub, person: Person, since: int, only: Channel | None = None) -> str:
    """Return what changed after a version of the state, in one channel or everywhere."""
    state, lines = hub.state, []
    with state.changed:
        for channel in screen.channels(state, person):
            if only is None or channel.id == only.id:
                title = f"#{channel.name}" if channel.name else _partner(hub, person, channel)
                seen = screen.messages(state, person, channel)
                news = [m for m in seen if state.touched.get(f"message:{m.key}", 1) > since]
                words = [screen.told_message(state, message) for message in news]
                lines += [f"--- {title}"] * bool(news) + words
        if only is None:
            lines += _beside(hub, person, since)
    return "\n".join(lines)


def _beside(hub: Hub, person: Person, since: int) -> list[str]:
    state, lines = hub.state, []
    home, dialog = state.homes.get(person.id), screen.dialog(hub.state, person)
    if home and state.touched.get(f"view:{home.key}", 1) > since:
        lines.append(screen.told_view(state, home))
    if dialog:
        lines.append(screen.told_view(state, dialog))
    mine = [each for each in state.notices if each.person == person.id]
    return lines + [f"! {each.text}" for each in mine if each.version > since]


def _partner(hub: Hub, person: Person, channel: Channel) -> str:
    others = [each for each in channel.members if each != person.id]
    return "@" + ", ".join(hub.state.named(each) for each in others)
