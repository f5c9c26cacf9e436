"""Files, opened with care: only plain ones are read, up to a size; what the bot writes never goes through a link."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has neither
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # else a named pipe is waited for


def read_whole(place: Path, most: int) -> bytes:
    """The bytes of a plain file. Raises OSError, also for one of more than `most` bytes.

    A link is followed: the operator named the file, and container platforms hand out settings as links.
    """
    with open(place, "rb", opener=_plain) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most} bytes", str(place))
    return data


def own(path: str, flags: int) -> int:
    """An `opener` for a file that the bot keeps for itself. Raises OSError for a link, a pipe, a device.

    Whoever plants a link in its place would have the bot write into another file.
    """
    try:
        return _plain(path, flags | _NO_LINK)
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        raise OSError(errno.ELOOP, "is a symbolic link", path) from None


def write_whole(place: Path, parts: Iterable[Any]) -> None:
    """Writes a file (its bytes in parts) whole or not at all; a link in its place is replaced. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            os.chmod(file.fileno(), 0o644)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def try_room(folder: Path, size: int) -> None:
    """Writes so many bytes into a file without a name, of which nothing is left. Raises OSError where that fails."""
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(size))
        file.flush()
        os.fsync(file.fileno())


def _plain(path: str, flags: int) -> int:
    handle = os.open(path, flags | _NO_WAIT, 0o666)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "is no plain file", path)
    return handle
