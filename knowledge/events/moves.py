"""What moved between two planning levels of the same event."""

from dataclasses import dataclass

from knowledge.events.factors import SCALES, Factor
from knowledge.events.kinds import Tier
from knowledge.events.risk import Assessment, Override
from knowledge.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Step:
    """One factor whose points or whose being known changed."""

    factor: Factor
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Moved:
    """The differences of two assessments; false where there is none."""

    before: Tier
    after: Tier
    steps: tuple[Step, ...]
    raised_by: tuple[Override, ...]
    no_longer: tuple[Override, ...]
    learned: tuple[Factor, ...]
    forgotten: tuple[Factor, ...]

    def __bool__(self) -> bool:
        """Return whether anything moved."""
        parts = (self.steps, self.raised_by, self.no_longer, self.learned, self.forgotten)
        return self.before is not self.after or any(parts)


def moved(before: Assessment, after: Assessment) -> Moved:
    """Return what moved from one assessment to the next.

    For people outside outreach, compare two ``levels.outside`` assessments: the conflict answer
    does not move those.
    """
    pairs = zip(before.factors, after.factors, strict=True)
    return Moved(
        before=before.tier,
        after=after.tier,
        steps=tuple(
            Step(was.factor, was.points, now.points)
            for was, now in pairs
            if was.points != now.points
        ),
        raised_by=tuple(one for one in after.overrides if one not in before.overrides),
        no_longer=tuple(one for one in before.overrides if one not in after.overrides),
        learned=tuple(one for one in before.gaps if one not in after.gaps),
        forgotten=tuple(one for one in after.gaps if one not in before.gaps),
    )


def told(change: Moved) -> tuple[str, ...]:
    """Say what moved, a sentence each; nothing where nothing did."""
    return tuple(
        [*_level(change)]
        + [_step(one) for one in change.steps]
        + [_("Now known: {what}.").format(what=SCALES[one].name) for one in change.learned]
        + [_("No longer known: {what}.").format(what=SCALES[one].name) for one in change.forgotten]
    )


def _level(change: Moved) -> tuple[str, ...]:
    if change.before is not change.after:
        moved_to = _("Planning level {after} instead of {before}.")
        return (moved_to.format(after=change.after.level, before=change.before.level),)
    return (_("Still planning level {level}.").format(level=change.after.level),) if change else ()


def _step(step: Step) -> str:
    points = abs(step.after - step.before)
    up = ngettext("{what}: {points} point more.", "{what}: {points} points more.", points)
    down = ngettext("{what}: {points} point fewer.", "{what}: {points} points fewer.", points)
    sentence = up if step.after > step.before else down
    return sentence.format(what=SCALES[step.factor].name, points=points)
