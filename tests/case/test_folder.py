"""The case folder: evidence byte for byte, nothing twice, nothing lost."""

import os
import stat

import pytest

from firstsaid.case.folder import CaseFolder
from firstsaid.errors import CaseError, InputError


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("The harbour was closed on Monday, officials said.", "utf-8")
    (folder / "deep" / "b.html").write_bytes(b"<p>\xff\xfe not text \x00</p>")
    (folder / ".hidden").write_text("not a page")
    return folder


@pytest.fixture
def case(tmp_path):
    return CaseFolder.create(tmp_path / "case")


def test_evidence_is_kept_byte_for_byte_and_read_only(case, pages):
    done = case.add([str(pages)])
    assert (done.added, done.known, done.refused) == (2, 0, ())
    for kept in case.register():
        path = case.evidence.path(kept.sha256)
        assert path.read_bytes() == (pages / kept.name).read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o444
        assert path.name == kept.sha256
    assert [kept.name for kept in case.register()] == ["a.txt", "deep/b.html"], "hidden files are passed over"


def test_adding_the_same_page_twice_adds_nothing(case, pages):
    case.add([str(pages)])
    before = (case.custody.path.read_bytes(), sorted(case.evidence.folder.rglob("*")))
    done = case.add([str(pages), str(pages / "a.txt")])
    assert (done.added, done.known) == (0, 3)
    assert (case.custody.path.read_bytes(), sorted(case.evidence.folder.rglob("*"))) == before


def test_a_case_inside_its_input_folder_is_not_its_own_input(pages):
    inner = CaseFolder.create(pages / "case")
    assert inner.add([str(pages)]).added == 2
    assert inner.add([str(pages)]).added == 0


def test_a_folder_without_files_is_an_error_that_says_so(case, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="holds no files"):
        case.add([str(tmp_path / "empty")])


def test_a_missing_input_is_named(case):
    with pytest.raises(InputError, match=r"nowhere\.html: there is no such file"):
        case.add(["nowhere.html"])


def test_a_file_that_cannot_be_read_is_refused_and_the_rest_is_added(case, pages):
    os.mkfifo(pages / "pipe")
    (pages / "dangling").symlink_to(pages / "gone")
    done = case.add([str(pages)])
    assert done.added == 2
    assert {row.path: row.reason for row in done.refused} == {"dangling": "it is not a plain file", "pipe": "it is not a plain file"}
    assert [row.path for row in case.refused()] == ["dangling", "pipe"]
    (pages / "dangling").unlink()
    (pages / "dangling").write_text("now it is there")
    case.add([str(pages)])
    assert [row.path for row in case.refused()] == ["pipe"], "a page that was added since is refused no more"


def test_a_name_that_is_no_utf_8_is_written_with_its_bytes(case, pages):
    (pages / os.fsdecode(b"\xff\xfe.txt")).write_text("The bridge was closed on Tuesday.")
    os.mkfifo(pages / os.fsdecode(b"\xfd"))
    assert case.add([str(pages), str(pages / os.fsdecode(b"\xff\xfe.txt"))]).added == 3
    assert "\\udcff\\udcfe.txt" in [kept.name for kept in case.register()]
    assert [row.path for row in case.refused()] == ["\\udcfd"]


def test_a_case_does_not_lie_where_no_table_can_be_written(tmp_path):
    with pytest.raises(CaseError, match=r"case\\udcff: .*UTF-8"):
        CaseFolder.create(tmp_path / os.fsdecode(b"case\xff"))
    assert list(tmp_path.iterdir()) == []


def test_a_link_in_a_folder_does_not_bring_in_what_lies_outside(case, pages, tmp_path):
    (tmp_path / "secret").write_text("not a page of this folder")
    (pages / "out.txt").symlink_to(tmp_path / "secret")
    (pages / "deep" / "in.txt").symlink_to(pages / "a.txt")
    done = case.add([str(pages)])
    assert (done.added, done.known) == (2, 1), "a link within the folder is what it leads to"
    assert [(row.path, "leads out of the folder" in row.reason) for row in done.refused] == [("out.txt", True)]
    assert case.add([str(pages / "out.txt")]).added == 1, "named by itself it is wanted"


def test_changed_evidence_is_found(case, pages):
    case.add([str(pages)])
    kept = case.register()[0]
    path = case.evidence.path(kept.sha256)
    assert case.evidence.verify(kept.sha256) is None
    path.chmod(0o644)
    path.write_bytes(b"something else")
    assert "was changed" in case.evidence.verify(kept.sha256)
    path.unlink()
    assert case.evidence.verify(kept.sha256) == "the file is missing"


def test_a_folder_with_other_things_in_it_does_not_become_a_case(pages):
    with pytest.raises(CaseError, match="is not a case"):
        CaseFolder.create(pages)
    with pytest.raises(CaseError, match=r"no case\.toml"):
        CaseFolder.open(pages)


def test_a_case_of_a_newer_version_is_refused(case):
    (case.path / "case.toml").write_text("[case]\nformat = 99\n")
    with pytest.raises(CaseError, match="newer version"):
        CaseFolder.open(case.path)


@pytest.mark.parametrize("text", ["not toml [", "[case]\nformat = 'x'\n", "loose = 1\n"])
def test_broken_settings_are_an_error_that_names_them(case, text):
    (case.path / "case.toml").write_text(text)
    with pytest.raises(CaseError):
        CaseFolder.open(case.path)


def test_two_writers_do_not_meet(case):
    with case.lock(), pytest.raises(CaseError, match="another firstsaid works on this case"), CaseFolder(case.path).lock():
        pass
