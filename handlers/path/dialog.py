"""The path's own dialog: its buttons, the form of a step, and the pass of what there is."""

from handlers import views
from handlers.blocks import mention
from handlers.path import form, service, view
from handlers.path.request import TICKED, FieldError, Pass, Spot, filled
from handlers.path.service import Ticked
from handlers.surface import Call
from knowledge.editing import ChangedMeanwhileError, merged
from knowledge.formation.items import item, phases
from knowledge.formation.steps import Standing
from knowledge.words import _, ngettext


def on_open(call: Call) -> None:
    """Show the whole path, a phase or a step."""
    _show(call, Spot.unpacked(call.text))


def on_stand(call: Call) -> None:
    """Say how a step stands."""
    spot = Spot.unpacked(call.text)
    standing = Standing(spot.standing)
    step = service.stand(call.tools, member=call.member, named=spot.at, standing=standing)
    _show(call, spot, undo=step.version)


def on_undo(call: Call) -> None:
    """Take back what was said last."""
    spot = Spot.unpacked(call.text)
    service.undo(call.tools, member=call.member, named=spot.at, version=spot.version)
    _show(call, spot, note=_("Taken back."))


def on_edit(call: Call) -> None:
    """Offer the form of a step."""
    spot = Spot.unpacked(call.text)
    found = service.read(call.tools, member=call.member)
    views.show(call, form.form(found, item(spot.at), spot), inside=spot.inside)


def on_save(call: Call) -> None:
    """Keep what was filled in, and show the step; a clash is shown first."""
    spot = Spot.unpacked(call.text)
    try:
        fields = filled(call.state)
        step = service.save(
            call.tools, member=call.member, named=spot.at, version=spot.version, filled=fields
        )
    except FieldError as wrong:
        call.ack(response_action="errors", errors={wrong.field: str(wrong)})
        return
    except ChangedMeanwhileError as meanwhile:
        _show_clash(call, spot, meanwhile)
        return
    found = service.read(call.tools, member=call.member)
    undo = step.version if step.version > spot.version else 0
    views.replace(call, view.step(found, item(spot.at), note=_("Saved."), undo=undo))


def on_have(call: Call) -> None:
    """Begin the pass through what the coalition has already."""
    inside = Spot.unpacked(call.text).inside
    found = service.read(call.tools, member=call.member)
    views.show(call, form.have(found, Pass(0, {})), inside=inside)


def on_had(call: Call) -> None:
    """Keep one screen of boxes, and show the next, or the path after the last."""
    screen = Pass.unpacked(call.text)
    ticked = call.state.get(f"{TICKED}_{screen.number}") or []
    done = service.tick(call.tools, member=call.member, screen=screen, ticked=ticked)
    following = Pass(screen.number + 1, {}, screen.kept + done.changed)
    found = service.read(call.tools, member=call.member)
    if following.number < len(phases()):
        views.replace(call, form.have(found, following, note=_clashed(done)))
        return
    kept = following.kept
    said = ngettext("{n} step changed.", "{n} steps changed.", kept).format(n=kept)
    views.replace(call, view.whole(found, note=f"{said} {_clashed(done)}".strip()))


def _clashed(done: Ticked) -> str:
    """Say which steps stand as somebody else left them meanwhile."""
    if not done.clashed:
        return ""
    return _("Somebody else changed {steps} meanwhile; there it stands as they left it.").format(
        steps=", ".join(done.clashed)
    )


def _show(call: Call, spot: Spot, *, note: str = "", undo: int = 0) -> None:
    found = service.read(call.tools, member=call.member)
    views.show(call, view.shown(found, spot, note=note, undo=undo), inside=spot.inside)


def _show_clash(call: Call, spot: Spot, meanwhile: ChangedMeanwhileError) -> None:
    """Show what others changed, above the form with one's own words, on the version as it is."""
    found = service.read(call.tools, member=call.member)
    theirs = {field: after for field, (_before, after) in merged(meanwhile.edits).items()}
    said = form.changed(found, theirs, mention(found.users, meanwhile.edits[-1].by))
    own = filled(call.state)
    views.replace(call, form.form(found, item(spot.at), spot, meanwhile=said, own=own))
