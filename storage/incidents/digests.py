"""Keyed digests that stand for a source's incident numbers, which are never stored."""

import struct
from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from knowledge.incidents.linking import Ints, Linked
from knowledge.incidents.numbers import Numbers

SIZE = 8


def source_key(key: bytes, *, workspace: int, slug: str) -> bytes:
    """Return the key of one source's digests, so that sources cannot be compared."""
    return blake2b(f"{workspace}:{slug}".encode(), key=key[:64], digest_size=32).digest()


def of_texts(texts: NDArray[np.object_], *, key: bytes) -> Ints:
    """Return a digest for each number as text, 0 for an empty one."""
    keyed = blake2b(key=key, digest_size=SIZE)
    return _integers((_one(keyed, text.encode()) if text else bytes(SIZE)) for text in texts)


def complete(linked: Linked, cells: Ints, *, key: bytes) -> Numbers:
    """Return the numbers with a digest where the source gave no number.

    It is of the minute, the cell and the ordinal among those, all of which are stored. The
    values are no part of it, or a correction (somebody who died later) would count twice. So
    of several incidents without a number in one minute and cell, a later file has to bring
    all or none: were it to bring the second alone, its values would be taken for the first's.
    """
    numbers = linked.numbers
    bare = np.flatnonzero(numbers.digest == 0)
    keyed = blake2b(key=key, digest_size=SIZE, person=b"minute and cell")
    parts = numbers.minute[bare], numbers.cell(cells)[bare], linked.ordinal[bare]
    lines = zip(*(part.tolist() for part in parts), numbers.time_known[bare].tolist(), strict=True)
    numbers.digest[bare] = _integers(_one(keyed, struct.pack("<qqq?", *line)) for line in lines)
    return numbers.sorted()


def _one(keyed: blake2b, content: bytes) -> bytes:
    copy = keyed.copy()
    copy.update(content)
    return copy.digest()


def _integers(digests: Iterable[bytes]) -> Ints:
    return np.frombuffer(b"".join(digests), "<i8").astype(np.int64)
