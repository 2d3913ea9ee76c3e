"""The keys of what is sealed: where they are, whether they fit, and changing them."""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from sqlalchemy import MetaData, Table
from sqlalchemy.orm import Session

from bot.settings import KEY, Settings
from knowledge.errors import UsageError
from knowledge.words import _, ngettext
from storage import resealing
from storage.secrets import Box
from storage.tables import Base

if TYPE_CHECKING:
    from handlers.toolbox import Toolbox
    from storage.engine import Begin

KEYS_FILE = "secrets.keys"


class KeyFile:
    """A file of keys, one a line and the newest first, which only its owner can read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[tuple[int, ...], tuple[str, ...]] = ((), ())

    def keys(self) -> tuple[str, ...]:
        """Return the keys, made on first use; another process may change them at any time.

        A key that was dropped still opens here, for a transaction that sees an older state.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            if self._seen[1]:  # it went while we run: seal with what we have
                return self._seen[1]
            write_for_owner(self.path, f"{make()}\n")
            found = self.path.stat()
        state = (found.st_ino, found.st_mtime_ns, found.st_size)
        if state != self._seen[0]:
            self._seen = (state, tuple(dict.fromkeys((*self.read(), *self._seen[1]))))
        return self._seen[1]

    def read(self) -> tuple[str, ...]:
        """Return what the file holds.

        Raises
        ------
        UsageError
            When other people may read it, or it is no file of keys.
        """
        if self.path.stat().st_mode & 0o077:
            raise UsageError(
                _("Other people can read {file}. Run:  chmod 600 {file}").format(file=self.path)
            )
        keys = tuple(self.path.read_text(encoding="ascii", errors="replace").split())
        if not keys or not all(KEY.fullmatch(key) for key in keys):
            raise UsageError(
                _("{file} is damaged. Put it back from your own copy of it.").format(file=self.path)
            )
        return keys

    def write(self, keys: tuple[str, ...]) -> None:
        """Replace what the file holds, whole or not at all."""
        write_for_owner(self.path, "".join(f"{key}\n" for key in keys), replace=True)


@dataclass(frozen=True, slots=True)
class State:
    """How many keys there are, and how many rows the newest does not open."""

    keys: int
    left_behind: int


def make() -> str:
    """Return a fresh key."""
    return Fernet.generate_key().decode("ascii")


def file(settings: Settings) -> KeyFile:
    """Return the file that holds the keys where none are set."""
    return KeyFile(settings.coalition_home / KEYS_FILE)


def box(settings: Settings) -> Box:
    """Return the box that this machine's keys open."""
    return Box.of(settings.keys) if settings.keys else Box(file(settings).keys)


def check(begin: "Begin", read: "Begin") -> None:
    """Refuse keys that are not the ones this database was filled with.

    It is only read but for the first time, so that no start waits for an import's move.
    """
    with read() as session:
        fit = resealing.keys_fit(session)
    if fit is None:
        with begin() as session:
            resealing.remember_keys(session)
            fit = resealing.keys_fit(session)
    if not fit:
        raise UsageError(
            _(
                "The keys are not the ones this database was filled with, so nothing sealed in"
                " it could be read. Put back the old {file}, or the old key in COALITION_KEYS."
            ).format(file=KEYS_FILE)
        )


def state(settings: Settings, read: "Begin", *, metadata: MetaData = Base.metadata) -> State:
    """Return how the keys are; rows are only looked through where there are several."""
    count = len(settings.keys or file(settings).read())
    if count == 1:
        return State(keys=1, left_behind=0)
    with read() as session:
        return State(keys=count, left_behind=_left_behind(session, metadata))


def rotate(settings: Settings, tools: "Toolbox", *, keep_old: bool) -> str:
    """Seal everything anew with a new key; return what was done, or what to do first."""
    if not settings.keys:
        changed = rotate_file(tools.begin, file(settings), keep_old=keep_old)
        return _told(changed) + _(" Copy {file} to where you keep it.").format(file=KEYS_FILE)
    if len(settings.keys) == 1:
        return _(
            "COALITION_KEYS holds one key, so there is nothing to change to yet.\n"
            "  1. Put a new one, which  coalition keys new  prints, in front of it, with a comma.\n"
            "  2. Stop every process, then start it with both.\n"
            "  3. Run  coalition keys rotate  again.\n"
            "  4. Remove the old one, and restart."
        )
    changed = reseal(tools.begin)
    return _told(changed) + _(
        " Is every process running with these keys? Then the others can be removed from"
        " COALITION_KEYS; older backups still need them."
    )


def rotate_file(
    begin: "Begin", keys: KeyFile, *, keep_old: bool, metadata: MetaData = Base.metadata
) -> int:
    """Write a new key, seal everything anew, then drop the old keys; return the rows changed.

    Whatever is interrupted, each key that is still needed is in the file.
    """
    with begin() as session:
        session.connection()  # the write lock: whoever sealed with the old key has finished
        old = keys.read()
        keys.write((make(), *old))
    changed = reseal(begin, metadata=metadata)
    if not keep_old:
        with begin() as session:
            session.connection()
            _drop(session, keys, old, metadata)
    return changed


def reseal(begin: "Begin", *, metadata: MetaData = Base.metadata) -> int:
    """Seal everything anew with the newest key, a batch a transaction; return the rows changed."""
    total = sum(_reseal(begin, table) for table in resealing.sealed_tables(metadata))
    with begin() as session:
        resealing.renew_remembered(session)
    return total


def write_for_owner(file: Path, text: str, *, replace: bool = False) -> None:
    """Write a file with owner-only rights, whole or not at all; the first stays, or the last."""
    handle, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        if replace:
            Path(name).replace(file)
        else:
            with contextlib.suppress(FileExistsError):
                os.link(name, file)
        _settle(file.parent)
    finally:
        Path(name).unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the folder's entries on the disk, so that a power cut brings no older file back."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reseal(begin: "Begin", table: Table) -> int:
    after, total = None, 0
    while True:
        with begin() as session:
            after, changed = resealing.reseal(session, of=table, after=after)
        total += changed
        if after is None:
            return total


def _drop(session: Session, keys: KeyFile, old: tuple[str, ...], metadata: MetaData) -> None:
    """Take the old keys out of the file, if nothing needs them any more."""
    if _left_behind(session, metadata):
        raise UsageError(
            _(
                "Something was sealed with an older key meanwhile, so all keys stay."
                " Run  coalition keys rotate  again."
            )
        )
    keys.write(tuple(key for key in keys.read() if key not in old))


def _left_behind(session: Session, metadata: MetaData) -> int:
    return sum(
        resealing.left_behind(session, of=table) for table in resealing.sealed_tables(metadata)
    )


def _told(changed: int) -> str:
    return ngettext(
        "{count:,} row was sealed anew with the newest key.",
        "{count:,} rows were sealed anew with the newest key.",
        changed,
    ).format(count=changed)
