"""The sample case with two decisions, run once; and what is handed on of it."""

import io

import pytest

from firstsaid import api
from firstsaid.model import Place
from firstsaid.review import Wish
from firstsaid.sealing.prepared import Wanted, prepare
from firstsaid.sealing.sealed import Sealing, seal
from firstsaid.web.desk import Desk
from tests.copies import copied

REVIEWER, REASON = "Pell Undry", "Lejla Qorbat told us over the fence that it was hers."


@pytest.fixture(scope="session")
def decided_case(traced_sample, tmp_path_factory):
    place = copied(traced_sample, tmp_path_factory.mktemp("sealing"))
    case = api.open_case(place)
    desk = Desk(place)
    first = next(d for d in case.dossier.derivations if d.upstream and d.relation == "rewritten")
    pair = (Place(first.article_a, 0, 0), Place(first.article_b, 0, 0))
    desk.judge(Wish("relation", pair, "reject", first.relation, first.upstream, REVIEWER, REASON), "2031-04-01T09:00:00.000Z")
    other = next(d for d in case.dossier.derivations if d.upstream and d.relation == "republished")
    pair = (Place(other.article_a, 0, 0), Place(other.article_b, 0, 0))
    desk.judge(Wish("relation", pair, "accept", other.relation, other.upstream, REVIEWER, "The credit line says so."), "2031-04-01T09:05:00.000Z")
    desk.withdraw(2, REVIEWER, "", "2031-04-01T09:06:00.000Z")
    desk.close()
    return place


@pytest.fixture
def own_case(decided_case, tmp_path):
    """A copy that a test may change."""
    return copied(decided_case, tmp_path)


@pytest.fixture(scope="session")
def sealed_bytes(decided_case):
    """Seal what is wanted of the case; the same wish is sealed once."""
    case, made = api.open_case(decided_case), {}

    def make(how, wanted):
        if (how, wanted) not in made:
            out = io.BytesIO()
            seal(case, prepare(case, wanted), how, out)
            made[how, wanted] = out.getvalue()
        return made[how, wanted]

    return make


@pytest.fixture
def make_zip(sealed_bytes, tmp_path):
    """The same, into a file."""

    def make(name="dossier.zip", how=Sealing(), **wanted):  # noqa: B008
        (tmp_path / name).write_bytes(sealed_bytes(how, Wanted(**wanted)))
        return tmp_path / name

    return make
