"""What the journal refuses, and whose turn it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.case.folder import CaseFolder
from firstsaid.collect.journal import Journal
from firstsaid.collect.rules import Rules
from firstsaid.collect.schedule import Schedule
from firstsaid.collect.wanted import Wanted
from firstsaid.collecting import _alone
from firstsaid.errors import CaseError
from tests.collect.site import FakeClock


def test_a_file_in_the_making_that_was_changed_is_told(tmp_path):
    journal = Journal(tmp_path)
    journal.begin(FakeClock().now())
    journal.start_batch("a.warc.gz", b"first record")
    journal.learn("http://a.example", Rules(""), b"second record")
    journal.close()
    path = tmp_path / "a.warc.gz"
    path.write_bytes(path.read_bytes() + b"a record that was cut off")
    again = Journal(tmp_path)
    assert path.read_bytes() == b"first recordsecond record", "what the journal does not vouch for is cut off"
    assert again.rules() == {"http://a.example": Rules("")}
    again.close()
    path.write_bytes(b"first")
    with pytest.raises(CaseError, match=r"5 bytes, and the journal of collecting knows of 25: it was changed or removed"):
        Journal(tmp_path)


def test_a_journal_that_is_none_is_told(tmp_path):
    (tmp_path / "journal.db").write_bytes(b"not a database at all, but long enough to be taken for one" * 20)
    with pytest.raises(CaseError, match="cannot be read"):
        Journal(tmp_path)


def test_one_process_collects_at_a_time(desk):
    desk.collect("http://herald.example/story/1")
    with _alone(desk.place / "collecting"), pytest.raises(CaseError, match="another firstsaid collects for this case"):
        desk.collect("http://herald.example/story/2")


def test_a_case_at_work_is_waited_for(desk):
    """A run holds the case for a while; the file is added when it is free, and kept in the making when that takes too long."""
    folder = CaseFolder.create(desk.place)
    with folder.lock(), pytest.raises(CaseError, match="another firstsaid works on this case"):
        desk.collect("http://herald.example/story/1")
    assert sum(desk.clock.slept) > 600
    done = desk.collect()
    assert done.counts()["collected"] == 1
    assert desk.responses() == ["http://herald.example/story/1"]
    assert desk.server.hits["herald.example", "/story/1"] == 1


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 5)), max_size=40), st.integers(1, 4))
def test_each_host_in_its_turn(asked, at_once):
    """Every address is taken once, in the order of its host's queue, one at a time for each host and never before the host is ready."""
    schedule, taken, busy, ready, now = Schedule(), [], [], {}, 0.0
    for number, (host, _) in enumerate(asked):
        schedule.put(Wanted(f"http://h{host}.example/{number}"))
    pauses = [pause for _, pause in asked]
    while len(taken) < len(asked):
        while len(busy) < at_once and (wanted := schedule.take(now)):
            host = wanted.url.split("/")[2]
            assert ready.get(host, 0.0) <= now
            assert host not in {other.url.split("/")[2] for other in busy}
            busy.append(wanted)
            taken.append(wanted.url)
        if busy:
            wanted = busy.pop(0)
            ready[wanted.url.split("/")[2]] = now + pauses[len(taken) - 1]
            schedule.free(wanted, now + pauses[len(taken) - 1])
        else:
            assert schedule.next_turn() > now, "somebody waits, and not for ever"
            now = schedule.next_turn()
    assert sorted(taken) == sorted(f"http://h{host}.example/{number}" for number, (host, _) in enumerate(asked))
    for host in range(5):
        numbers = [int(url.rpartition("/")[2]) for url in taken if f"//h{host}." in url]
        assert numbers == sorted(numbers)
