"""Who sends a mail: a person, or a body whose office has a mailbox for the press. Which mailboxes and offices is data (`senders.toml`)."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_LETTERS = re.compile(r"[\W\d_]")


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """Mailboxes of bodies, an office at an end of a sender's name, and an article before it."""
    told = tomllib.loads(files("firstsaid.capture").joinpath("senders.toml").read_text("utf-8"))
    offices = "|".join(re.escape(office) for office in sorted(told["offices"], key=lambda office: (-len(office), office)))
    office = re.compile(rf"^(?:{offices})\s*[,:|–—-]\s*|\s*[,:|–—-]?\s+(?:{offices})$", re.IGNORECASE)
    return frozenset(told["mailboxes"]), office, re.compile(rf"^(?:{'|'.join(told['articles'])})\s+", re.IGNORECASE)


def body_that_sends(sender: str, address: str) -> str:
    """The body whose mail it is, by the name and address in the mail: "Harbour Board" for "Press office, Harbour Board" <press@…>, "The Morning Brief"
    for one whose domain is called the same (<hello@morningbrief.example>); "" for a person's.
    """
    mailboxes, office, article = _known()
    local, _, domain = address.partition("@")
    if not sender or "@" in sender:
        return ""
    if _bare(local) not in mailboxes:
        named = " " in sender.strip() and _bare(article.sub("", sender)) in map(_bare, domain.split(".")[:-1])
        return sender if named and not _is_persons(local, sender) else ""
    return office.sub("", sender, count=1).strip() or sender


def _bare(label: str) -> str:
    return _LETTERS.sub("", label).casefold()


def _is_persons(local: str, sender: str) -> bool:
    """Whether the mailbox is called by a part of the sender's name: <ida@idamoss.example> is Ida Moss's own."""
    words = [_bare(word) for word in sender.split()]
    return _bare(local) in (*words, "".join(words), "me", "mail") or any(_bare(local) == words[0][:1] + word for word in words)
