"""Who sends a mail: a person, or a body whose office has a mailbox for the press. Which mailboxes and offices is data (`senders.toml`)."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_LETTERS = re.compile(r"[\W\d_]")


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Mailboxes of bodies, an office at an end of a sender's name, an article before it, and what editions by mail are called."""
    told = tomllib.loads(files("firstsaid.capture").joinpath("senders.toml").read_text("utf-8"))
    offices = "|".join(re.escape(office) for office in sorted(told["offices"], key=lambda office: (-len(office), office)))
    office = re.compile(rf"^(?:{offices})\s*[,:|–—-]\s*|\s*[,:|–—-]?\s+(?:{offices})$", re.IGNORECASE)
    article = re.compile(rf"^(?:{'|'.join(told['articles'])})\s+", re.IGNORECASE)
    return frozenset(told["mailboxes"]), office, article, frozenset(told["editions"])


def body_that_sends(sender: str, address: str) -> str:
    """The body whose mail it is, by the name and address in the mail: "Harbour Board" for "Press office, Harbour Board" <press@…>, "The Morning Brief"
    for one whose domain is called the same (<hello@morningbrief.example>), "Tern Daily" for "Tern Daily Morning Briefing" <briefing@terndaily.example>; "" for
    a person's.
    """
    mailboxes, office, article, editions = _known()
    local, _, domain = address.partition("@")
    if not sender or "@" in sender:
        return ""
    labels = set(map(_bare, domain.split(".")[:-1]))
    if body := _of_edition(sender, labels, editions):
        return body
    if _bare(local) not in mailboxes:
        named = " " in sender.strip() and _bare(article.sub("", sender)) in labels
        return sender if named and not _is_persons(local, sender) else ""
    return office.sub("", sender, count=1).strip() or sender


def _of_edition(sender: str, labels: set[str], editions: frozenset[str]) -> str:
    """The words by which a sender whose name ends with an edition ("Briefing") is called as its domain is; "" where there are none, or no more than all."""
    words = sender.split()
    if not words or _bare(words[-1]) not in editions:
        return ""
    _, _, article, _ = _known()
    return next((told for stop in range(1, len(words)) for told in [" ".join(words[:stop])] if {_bare(told), _bare(article.sub("", told))} & labels), "")


def _bare(label: str) -> str:
    return _LETTERS.sub("", label).casefold()


def _is_persons(local: str, sender: str) -> bool:
    """Whether the mailbox is called by a part of the sender's name: <ida@idamoss.example> is Ida Moss's own."""
    words = [_bare(word) for word in sender.split()]
    return _bare(local) in (*words, "".join(words), "me", "mail") or any(_bare(local) == words[0][:1] + word for word in words)
