"""What firstsaid says when it cannot go on. Each error is a sentence for the person at the keyboard and says where."""

import errno
import os

_MACHINE = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.EFBIG, errno.EMFILE, errno.ENFILE))
"""Faults of a disk or of rights on it, which can come wherever something is read or written."""


def machine_fault(error: OSError) -> str:
    """What is wrong with the machine, in a sentence that names the file where that is known; "" for an error of any other kind."""
    if error.errno not in _MACHINE:
        return ""
    said = os.strerror(error.errno)
    told = f"{os.fsdecode(error.filename)}: {said}" if isinstance(error.filename, str | bytes) else said
    return f"{told}. What was finished before is kept; once that is mended, the same command goes on"


class FirstsaidError(Exception):
    """Something is wrong that a user can mend. `where` names the file, folder, option or table."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where

    def __str__(self) -> str:
        message = super().__str__()
        return f"{self.where}: {message}" if self.where else message


class InputError(FirstsaidError):
    """The input cannot be read at all."""


class CaseError(FirstsaidError):
    """The case folder is not one, is broken, or belongs to a newer version."""


class SettingsError(FirstsaidError):
    """An option, FIRSTSAID_* variable or case.toml key has a value that does not fit."""


class StageOrderError(FirstsaidError):
    """The pass cannot work in this order: a stage reads a table that no earlier stage writes."""


class StageError(FirstsaidError):
    """A stage that looks at the whole pile failed; the tables before it are kept."""


class LanguageError(FirstsaidError):
    """A language file is not what it should be."""
