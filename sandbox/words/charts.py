"""Slack's data visualizations: simple bar, line, area and pie charts as SVG, and in words."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

COLOURS = ("#1a6b54", "#c2571a", "#3d63b8", "#8a3b7c", "#8a6d00", "#5a6275")
WIDTH, HEIGHT = 560, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 12, 44
RADIUS = 100
LABELS = 12


@dataclass(frozen=True)
class Series:
    """One line, or one set of bars: its name, colour and values by category."""

    name: str
    colour: str
    values: tuple[float, ...]


def categories(chart: dict[str, Any]) -> list[str]:
    """Return what the chart counts by."""
    if chart.get("type") == "pie":
        return [str(each["label"]) for each in chart.get("segments", [])]
    listed = (chart.get("axis_config") or {}).get("categories")
    first = (chart.get("series") or [{}])[0].get("data", [])
    return [str(each) for each in listed or [point["label"] for point in first]]


def series(chart: dict[str, Any]) -> list[Series]:
    """Return what the chart counts."""
    if chart.get("type") == "pie":
        values = tuple(float(each["value"]) for each in chart.get("segments", []))
        return [Series("", COLOURS[0], values)]
    along = categories(chart)
    listed = []
    for index, each in enumerate(chart.get("series", [])):
        points = {str(point["label"]): float(point["value"]) for point in each["data"]}
        values = tuple(points.get(label, 0.0) for label in along)
        listed.append(Series(str(each.get("name", "")), colour(index), values))
    return listed


def colour(index: int) -> str:
    """Return the colour of a series or segment."""
    return COLOURS[index % len(COLOURS)]


def told(block: dict[str, Any]) -> Iterator[str]:
    """Yield a chart's title, then each of its numbers."""
    chart = block.get("chart", {})
    yield f"({chart.get('type')} chart: {block.get('title', '')})"
    for each in series(chart):
        pairs = zip(categories(chart), each.values, strict=False)
        line = ", ".join(f"{label} {value:g}" for label, value in pairs)
        yield f"{each.name}: {line}" if each.name else line


def svg(block: dict[str, Any]) -> Markup:
    """Return a chart as SVG; its numbers stand beside it, so it is one picture to a reader."""
    chart = block.get("chart", {})
    pie = chart.get("type") == "pie"
    parts = list(_pie(chart) if pie else _plotted(chart))
    size = (2 * RADIUS + 8, 2 * RADIUS + 8) if pie else (WIDTH, HEIGHT)
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">{}</svg>'
    ).format(*size, size[0], f"{chart.get('type')} chart", Markup("").join(parts))


def _pie(chart: dict[str, Any]) -> Iterator[Markup]:
    [whole] = series(chart)
    total, angle, middle = sum(whole.values) or 1.0, -math.pi / 2, RADIUS + 4
    for index, value in enumerate(whole.values):
        share = value / total
        # A whole circle has no chord, so its end stops just short of its beginning.
        turn = min(share, 0.9999) * 2 * math.pi
        (x0, y0), (x1, y1) = (
            (middle + RADIUS * math.cos(each), middle + RADIUS * math.sin(each))
            for each in (angle, angle + turn)
        )
        far = int(share > 0.5)
        way = f"M{middle} {middle}L{x0:.1f} {y0:.1f}A{RADIUS} {RADIUS} 0 {far} 1 {x1:.1f} {y1:.1f}Z"
        yield Markup('<path class="slice" d="{}" fill="{}"/>').format(way, colour(index))
        angle += share * 2 * math.pi


def _plotted(chart: dict[str, Any]) -> Iterator[Markup]:
    along, drawn = categories(chart), series(chart)
    low, high, step = _scale([value for each in drawn for value in each.values])
    yield from _grid(low, high, step)
    yield from _labels(chart, along)

    def down(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low)

    if chart.get("type") == "bar":
        yield from _bars(drawn, len(along), down)
    else:
        for each in drawn:
            yield from _line(each, down, filled=chart.get("type") == "area")


def _bars(drawn: list[Series], many: int, down: Any) -> Iterator[Markup]:
    room = (WIDTH - LEFT - RIGHT) / max(many, 1)
    width = room * 0.7 / max(len(drawn), 1)
    for index, each in enumerate(drawn):
        for at, value in enumerate(each.values):
            x = LEFT + room * (at + 0.15) + width * index
            top, base = sorted((down(value), down(0)))
            yield Markup(
                '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2" fill="{}"/>'
            ).format(x, top, max(width - 2, 1), base - top, each.colour)


def _line(each: Series, down: Any, *, filled: bool) -> Iterator[Markup]:
    spots = [(_across(at, len(each.values)), down(value)) for at, value in enumerate(each.values)]
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    if filled and spots:
        corners = f"{spots[-1][0]:.1f},{down(0):.1f} {spots[0][0]:.1f},{down(0):.1f}"
        shade = Markup('<polygon points="{} {}" fill="{}" opacity="0.18"/>')
        yield shade.format(way, corners, each.colour)
    yield Markup('<polyline points="{}" stroke="{}"/>').format(way, each.colour)
    for x, y in spots:
        yield Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3.5" fill="{}"/>').format(
            x, y, each.colour
        )


def _grid(low: float, high: float, step: float) -> Iterator[Markup]:
    for tick in range(round((high - low) / step) + 1):
        value = low + step * tick
        y = TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low)
        yield Markup('<line x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>').format(
            LEFT, WIDTH - RIGHT, y, y
        )
        yield Markup('<text x="{}" y="{:.1f}" text-anchor="end">{:g}</text>').format(
            LEFT - 8, y + 4, value
        )


def _labels(chart: dict[str, Any], along: list[str]) -> Iterator[Markup]:
    every = math.ceil(len(along) / LABELS) or 1
    for at, label in enumerate(along):
        if at % every == 0:
            yield Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
                _across(at, len(along)), HEIGHT - BOTTOM + 18, label
            )
    axis = chart.get("axis_config") or {}
    named = " · ".join(str(axis[each]) for each in ("y_label", "x_label") if axis.get(each))
    yield Markup('<text class="axis" x="{}" y="{}" text-anchor="middle">{}</text>').format(
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, named
    )


def _across(at: int, many: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (at + 0.5) / max(many, 1)


def _scale(values: list[float]) -> tuple[float, float, float]:
    """Return where an axis begins and ends, and a round step between its lines."""
    low, high = min([0.0, *values]), max([0.0, *values])
    rough = (high - low or 1.0) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= rough)
    return math.floor(low / step) * step, (math.ceil(high / step) or 1) * step, step
