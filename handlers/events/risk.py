"""A planning level from factors as they are typed in a shell, and how the shell shows it."""

import json
from collections.abc import Iterable
from typing import Any

import typer

from knowledge.errors import UsageError
from knowledge.events import risk_words
from knowledge.events.factors import MOST, Factor
from knowledge.events.risk import THREAT, UNKNOWN, Answer, Assessment, Override, assess
from knowledge.words import _

_THREAT, _UNKNOWN = "threat", "unknown"


def risk(typed: Iterable[str], *, as_json: bool) -> None:
    """Print the planning level of what was typed; what was not given is unknown."""
    found = assess(read(typed))
    typer.echo(json.dumps(as_values(found), indent=2) if as_json else as_text(found))


def read(typed: Iterable[str]) -> dict[Factor, Answer]:
    """Return the answers of ``KEY=0..4``, ``KEY=unknown`` and ``conflict=threat``.

    Raises
    ------
    UsageError
        When a key or a value is none, or a key comes twice; it lists what can be typed.
    """
    answers: dict[Factor, Answer] = {}
    for one in typed:
        key, _equals, value = (part.strip().lower() for part in one.partition("="))
        factor = _factor(key)
        if factor in answers:
            raise UsageError(_("{key} was given twice. Give each factor once.").format(key=key))
        answers[factor] = _answer(factor, value)
    return answers


def as_values(found: Assessment) -> dict[str, Any]:
    """Return a planning level as plain values."""
    return {
        "score": found.score,
        "tier": found.tier.value,
        "level": found.tier.level,
        "tier_without_readiness": found.planned.value,
        "overrides": [one.value for one in found.overrides],
        "gaps": [one.value for one in found.gaps],
        "factors": {one.factor.value: one.points for one in found.factors},
        "note": risk_words.aid(),
    }


def as_text(found: Assessment) -> str:
    """Return a planning level in words: with its reasons, its data date and what it is not."""
    lines = [
        f"{risk_words.level(found.tier)} · " + _("{score} of 48").format(score=found.score),
        f"{risk_words.aid()} "
        + _("The points were typed here, so they carry no date of incident data."),
        _("It brings: {what}.").format(what=risk_words.brings(found.tier)),
    ]
    if Override.CREDIBLE_THREAT in found.overrides:
        lines += ["", risk_words.threat()]
    lines += _listed(_("What counts"), risk_words.reasons(found))
    lines += _listed(_("Not known"), risk_words.gaps(found))
    return "\n".join(lines)


def _listed(title: str, sentences: tuple[str, ...]) -> list[str]:
    return ["", title.upper(), *(f"  {one}" for one in sentences)] if sentences else []


def _factor(key: str) -> Factor:
    try:
        return Factor(key.replace("-", "_"))
    except ValueError:
        raise UsageError(
            _(
                "There is no factor “{key}”. Write KEY=0..4 or KEY=unknown, with one of: {keys}."
            ).format(key=key, keys=", ".join(risk_words.names()))
        ) from None


def _answer(factor: Factor, value: str) -> Answer:
    if value == _UNKNOWN:
        return UNKNOWN
    if value == _THREAT and factor is Factor.CONFLICT:
        return THREAT
    if value in {str(points) for points in range(MOST + 1)}:
        return Answer(int(value))
    threat = _(", or threat for a credible specific one") if factor is Factor.CONFLICT else ""
    raise UsageError(
        _(
            "{key} takes 0, 1, 2, 3, 4 or unknown{threat}, not “{value}”. The factors: {keys}."
        ).format(key=factor, threat=threat, value=value, keys=", ".join(risk_words.names()))
    )
