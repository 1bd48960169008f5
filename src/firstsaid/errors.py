"""What firstsaid says when it cannot go on. Each error is a sentence for the person at the keyboard and says where."""


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
