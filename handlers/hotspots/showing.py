"""Which window and kind can be shown honestly, and why they differ from those asked for."""

from typing import NamedTuple

from handlers.hotspots.inquiry import Inquiry
from knowledge.errors import NothingKnownError
from knowledge.hotspots import telling
from knowledge.hotspots.widen import Widened, widen
from knowledge.windows import Window, spell
from knowledge.words import _, ngettext


class Shown(NamedTuple):
    """The window that a snapshot shows, and why it differs from the one asked for."""

    window: Window
    why: tuple[str, ...]


def shown_of(inquiry: Inquiry) -> Shown:
    """Return what can be shown: moved to the data, begun with it, widened, or not split.

    Where fatal and other incidents cannot be told apart, ``inquiry`` goes on with all.

    Raises
    ------
    NothingKnownError
        When the window ends before the data begins.
    """
    request, scope = inquiry.request, inquiry.scope
    why = []
    window = telling.moved_to_data(request.window, scope.through, relative=request.relative)
    if window != request.window:
        why.append(
            ngettext(
                "The newest complete day is {day}, so this shows that day.",
                "The newest complete day is {day}, so this shows the {days} days up to it.",
                window.days,
            ).format(day=spell(scope.through), days=window.days)
        )
    window, begun = _begun(inquiry, window)
    grown = widen(window.start, window.end, lambda since: inquiry.count(Window(since, window.end)))
    if grown.years is not None:
        few = inquiry.count(window)
        window, begun = _begun(inquiry, Window(grown.since, grown.until))
        why.append(_widened(few, grown, clipped=begun is not None))
    if begun is not None:
        why.append(begun)
    if not inquiry.may_tell(window):
        inquiry.wanted = inquiry.wanted.whole
        why.append(_("Fatal and non-fatal shootings are shown together, because one is very few."))
    return Shown(window, tuple(why))


def _begun(inquiry: Inquiry, window: Window) -> tuple[Window, str | None]:
    """Return the part of a window that the data reaches, and what to say where it is cut."""
    first = inquiry.scope.extent.start
    said = _("The data begins on {day}.").format(day=spell(first))
    if window.end <= first:
        raise NothingKnownError(_("{begins} Ask about days after it.").format(begins=said))
    if window.start >= first:
        return window, None
    return Window(first, window.end), said


def _widened(few: int, grown: Widened, *, clipped: bool) -> str:
    shows = ngettext("one year", "{years} years", grown.years or 1).format(years=grown.years)
    if clipped:
        shows = _("all there is")
    if not few:
        return _("There were none in the days asked for, so this shows {years}.").format(
            years=shows
        )
    return ngettext(
        "Only {count} incident in the days asked for, too few to say much, so this shows {years}.",
        "Only {count} incidents in the days asked for, too few to say much, so this shows {years}.",
        few,
    ).format(count=few, years=shows)
