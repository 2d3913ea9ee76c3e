"""What holds after any import: sums are true, and nothing that points at a spot is kept."""

import random
import struct
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from handlers.toolbox import Toolbox
from knowledge.incidents.batch import Category
from knowledge.places.kinds import Kind
from storage.tables import Import
from tests.incident_files import (
    SPOTS,
    assert_numbers_are_true,
    assert_true,
    line,
    snapshot,
    strips,
    take_in,
    take_in_layer,
    write,
)


@pytest.mark.parametrize("seed", range(3))
def test_sums_are_true_after_any_sequence_of_imports(
    tools: Toolbox, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    take_in_layer(tools, strips(tmp_path, "n", -75.2, -75.13, -75.0), Kind.NEIGHBORHOOD)
    take_in_layer(tools, strips(tmp_path, "d", -75.2, -75.1199, -75.0), Kind.DISTRICT)
    for turn in range(6):
        lines = [
            line(
                chance.choice("ABCDEFGH") if chance.random() < 0.8 else "",
                chance.choice((0, 1, 60, 1440 * 20, 1440 * 45)),
                chance.choice((None, *range(len(SPOTS)))),
                chance.randint(1, 3),
                chance.randint(0, 1),
            )
            for _row in range(chance.randint(1, 12))
        ]
        category = chance.choice((Category.SHOOTING, Category.HOMICIDE))
        source = chance.choice(("one", "other"))
        file = write(tmp_path / f"{turn}.csv", lines)
        take_in(tools, file, category=category, source=source)
        assert_true(tools)
        before = snapshot(tools)
        take_in(tools, file, category=category, source=source)
        assert snapshot(tools) == before
        with tools.read() as session:
            assert_numbers_are_true(session)


def test_no_number_coordinate_or_address_is_in_the_file(
    sqlite_engine: Engine, make_tools: Any, tmp_path: Path
) -> None:
    tools = make_tools(sqlite_engine)
    secret = "2026-99-087654"
    file = write(tmp_path / "a.csv", [line(secret, 0), line("B", 60)])
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    addressed = [f"{head},location", *(f"{row},1200 BLOCK N SECRET ST" for row in rows)]
    file.write_text("\n".join(addressed), encoding="utf-8")
    take_in(tools, file)
    with tools.begin() as session:
        assert session.scalar(select(func.count()).select_from(Import)) == 1

    held = b"".join(part.read_bytes() for part in tmp_path.glob("coalition.db*"))

    lat, lon = SPOTS[0]
    for word in (secret, "SECRET ST", "087654", str(lat)[:6], str(lon)[:7]):
        assert word.encode() not in held
    for number in (lat, lon):
        assert struct.pack("<d", number) not in held
        assert struct.pack(">d", number) not in held
