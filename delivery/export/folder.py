"""The folder of an export on the disk. Nothing outside of it is read or written: no link in it is followed.

A file is written beside its place and then moved there, so that nobody reads half of it.
"""

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from delivery.export.manifest import NAME

PART = ".part"  # the file that is being written
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC


class Refused(Exception):
    """The folder holds what is not ours, or another export is being written there."""


class Folder:
    """A folder that is empty, new, or holds an export. Raises Refused for any other. To be closed."""

    def __init__(self, root: Path):
        try:
            root.mkdir(parents=True, exist_ok=True)
            self.root = root.resolve()
            self._top = os.open(self.root, _FOLDER)
        except (FileExistsError, NotADirectoryError) as error:
            raise Refused(f"{root} is no folder") from error
        try:
            fcntl.flock(self._top, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = os.listdir(self._top)
            if NAME not in held and held not in ([], [PART]):
                raise Refused(f"{root} holds files that no manifest lists; an export needs a folder of its own")
        except BlockingIOError as error:
            self.close()
            raise Refused(f"another export is being written to {root}") from error
        except Refused:
            self.close()
            raise

    def close(self) -> None:
        """Leave it to others; in a copy of this process it stays that of the one that opened it."""
        os.close(self._top)

    @contextmanager
    def _above(self, path: str, make: bool = False) -> Iterator[tuple[int, str]]:
        """The folder that a file is in, and its name there. Raises Refused where that way leads through a link or a file."""
        *parts, name = path.split("/")
        here = os.dup(self._top)
        try:
            for part in parts:
                if make:
                    with suppress(FileExistsError):
                        os.mkdir(part, dir_fd=here)
                try:
                    below = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
                except OSError as error:
                    if error.errno in (errno.ELOOP, errno.ENOTDIR):
                        raise Refused(f"{path}: {part} is no folder of ours") from error
                    raise
                os.close(here)
                here = below
            yield here, name
        finally:
            os.close(here)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        opened = self._opened(path)
        if opened is None:
            return None
        with open(opened, "rb") as file:
            return file.read()

    def sha256(self, path: str) -> str | None:
        """The hash of the bytes of a file; None where there is none."""
        opened = self._opened(path)
        if opened is None:
            return None
        with open(opened, "rb") as file:
            return file_digest(file, "sha256").hexdigest()

    def _opened(self, path: str) -> int | None:
        try:
            with self._above(path) as (above, name):
                opened = os.open(name, _READ, dir_fd=above)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno == errno.ELOOP:  # a link stands in the place of a file: it will be moved away
                return None
            raise
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            os.close(opened)
            raise Refused(f"{path} is no file")
        return opened

    def has(self, path: str) -> bool:
        """Whether anything has that name."""
        try:
            with self._above(path) as (above, name):
                os.stat(name, dir_fd=above, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return True

    def write(self, path: str, body: bytes) -> None:
        """Put a file in its place, whatever file was there."""
        with open(os.open(PART, _WRITE, 0o666, dir_fd=self._top), "wb") as file:
            file.write(body)
        with self._above(path, make=True) as (above, name):
            try:
                os.replace(PART, name, src_dir_fd=self._top, dst_dir_fd=above)
            except (IsADirectoryError, NotADirectoryError) as error:
                raise Refused(f"{path} is a folder") from error

    def add(self, path: str, body: bytes) -> None:
        """Add to the end of a file that is there, and see it on the disk."""
        opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=self._top)
        with open(opened, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())

    def remove(self, path: str) -> bool:
        """Take away a file, and the folders that are empty then; whether there was one."""
        try:
            with self._above(path) as (above, name):
                os.unlink(name, dir_fd=above)
        except FileNotFoundError:
            return False
        while path := path.rpartition("/")[0]:
            try:
                with self._above(path) as (above, name):
                    os.rmdir(name, dir_fd=above)
            except OSError:  # there is something in it
                break
        return True

    def settle(self) -> None:
        """See all that was written on the disk."""
        with suppress(FileNotFoundError):
            os.unlink(PART, dir_fd=self._top)
        os.sync()
