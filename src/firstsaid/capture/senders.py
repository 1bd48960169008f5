"""Who sends a mail: a person, or a body whose office has a mailbox for the press. Which mailboxes and offices is data (`senders.toml`)."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], re.Pattern[str]]:
    """Mailboxes of bodies, and an office at an end of a sender's name."""
    told = tomllib.loads(files("firstsaid.capture").joinpath("senders.toml").read_text("utf-8"))
    offices = "|".join(re.escape(office) for office in sorted(told["offices"], key=lambda office: (-len(office), office)))
    return frozenset(told["mailboxes"]), re.compile(rf"^(?:{offices})\s*[,:|–—-]\s*|\s*[,:|–—-]?\s+(?:{offices})$", re.IGNORECASE)


def body_that_sends(sender: str, address: str) -> str:
    """The body whose mail it is, by the name and address in the mail: "Harbour Board" for "Press office, Harbour Board" <press@…>; "" for a person's."""
    mailboxes, office = _known()
    mailbox = re.sub(r"[\W\d_]", "", address.partition("@")[0]).casefold()
    if not sender or "@" in sender or mailbox not in mailboxes:
        return ""
    return office.sub("", sender, count=1).strip() or sender
