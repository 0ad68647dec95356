"""What the file system refuses, told in one line: a full disk, a folder that is not ours, a file in its place."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import ServerError

MEGABYTE = 1024 * 1024
FULL = (errno.ENOSPC, errno.EDQUOT)
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)
NO_FOLDER = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR)


def free_megabytes(path: Path) -> int:
    """Free space for this user on the disk that holds the path, which need not be there yet."""
    there = next(parent for parent in (path, *path.parents) if parent.is_dir())
    return shutil.disk_usage(there).free // MEGABYTE


def require_free(path: Path, megabytes: int, *, what: str, variable: str) -> None:
    """Raise ServerError where the disk of `path` has less free space than `what` needs."""
    free = free_megabytes(path)
    if free < megabytes:
        raise full(path, f"{free} MB are free on its disk, and {what} needs {megabytes} MB", variable)


def full(path: Path, rule: str, variable: str) -> ServerError:
    """What to say where a disk is full; `variable` moves the path to another one."""
    return ServerError(str(path), rule, f"free some space, or set {variable} to a folder on another disk")


@contextmanager
def telling(path: Path, variable: str) -> Iterator[None]:
    """Turn what the system refuses below `path` into one line; `variable` is the setting that names the path."""
    try:
        yield
    except OSError as error:
        raise _told(path, variable, error) from error


def _told(path: Path, variable: str, error: OSError) -> ServerError:
    if error.errno in FULL:
        return full(path, f"its disk is full ({free_megabytes(path)} MB are free)", variable)
    if error.errno in REFUSED:
        where = error.filename or path
        return ServerError(
            str(where), f"cannot be read or written ({error.strerror})", f"make it yours, or set {variable} elsewhere"
        )
    if error.errno in NO_FOLDER:
        return ServerError(str(path), "is a file, or leads through one", f"set {variable} to a folder")
    if error.errno == errno.ENAMETOOLONG:
        return ServerError(f"{str(path)[:60]}...", "is too long a path for this system", f"set {variable} to another")
    if error.errno == errno.EFBIG:
        return ServerError(str(path), "a file outgrew the limit of this shell", "ulimit -f unlimited, then once more")
    return ServerError(str(path), f"the system refuses it ({error.strerror or error})", f"set {variable} elsewhere")
