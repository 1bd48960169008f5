"""A sealed dossier can be checked without its case, and whatever was done to it is named."""

import hashlib
import io
import json
import shutil
import stat
import zipfile

import pytest

from firstsaid import api
from firstsaid.errors import CaseError
from firstsaid.sealing.checking import check_sealed
from firstsaid.sealing.prepared import Wanted, prepare
from firstsaid.sealing.sealed import Sealing, seal
from firstsaid.sealing.shape import CONTRACT, CUSTODY, JUDGEMENTS, MANIFEST, REPORT


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path, change):
    """The ZIP with its members changed, and a manifest that says so: what somebody does who knows the format."""
    held = members(path)
    manifest = json.loads(held.pop(MANIFEST))
    change(held, manifest)
    manifest["members"] = [{"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in held.items()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**held, MANIFEST: json.dumps(manifest).encode()}.items():
            archive.writestr(name, data)


def test_it_is_whole_and_the_same_for_everybody(make_zip, decided_case):
    one, again = make_zip(), io.BytesIO()
    case = api.open_case(decided_case)
    seal(case, prepare(case, Wanted()), Sealing(), again)
    assert one.read_bytes() == again.getvalue()
    checked = check_sealed(one)
    held = members(one)
    assert checked.evidence == sum(name.startswith("evidence/") for name in held) == 20
    assert checked.members == len(held) - 1
    assert checked.decisions == 2
    assert checked.spans > 1500
    assert checked.quoted > 500
    assert checked.sealed_lines == 0
    assert [row["became"] for row in json.loads(held[JUDGEMENTS])] == ["counts", "withdrawn 2031-04-01T09:06:00.000Z by Pell Undry"]
    for name, data in held.items():
        if name.startswith("evidence/"):
            assert (decided_case / name.replace("evidence/", f"evidence/{name[9:11]}/")).read_bytes() == data


@pytest.mark.parametrize("prefix", ["README", "report.html", "contract.json", "tables/claims", "evidence/", "custody", "judgements"])
def test_one_byte_that_was_changed_is_named(make_zip, prefix):
    path = make_zip()
    held = members(path)
    name = next(name for name in held if name.startswith(prefix))
    data = bytearray(held[name])
    data[len(data) // 2] ^= 1
    with zipfile.ZipFile(path, "w") as archive:
        for other, whole in held.items():
            archive.writestr(other, bytes(data) if other == name else whole)
    with pytest.raises(CaseError, match=name.replace(".", r"\.") + " does not have the digest of the manifest: it was changed"):
        check_sealed(path)


def test_any_byte_of_the_file_that_is_broken_is_noticed_or_changes_no_member(make_zip):
    path = make_zip(claim=json.loads(members(make_zip("whole.zip"))[CONTRACT])["claims"][-1]["id"])
    whole, held = path.read_bytes(), members(path)
    for place in range(7, len(whole), len(whole) // 60):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :])
        try:
            check_sealed(path)
        except CaseError:
            continue
        assert members(path) == held


def _cut_custody(held, manifest):
    held[CUSTODY] = b"".join(held[CUSTODY].splitlines(keepends=True)[:-1])


def _change_line(held, manifest):
    held[CUSTODY] = held[CUSTODY].replace(b'"how": "file"', b'"how": "mail"', 1)


def _drop_added(held, manifest):
    del held[next(name for name in held if name.startswith("evidence/"))]


def _swap_evidence(held, manifest):
    held[next(name for name in held if name.startswith("evidence/"))] = b"something else"


def _change_reason(held, manifest):
    held[JUDGEMENTS] = held[JUDGEMENTS].replace(b"over the fence", b"under the elm")


def _move_span(held, manifest):
    contract = json.loads(held[CONTRACT])
    contract["statements"][3]["content"][0] = [4, 10_000_000]
    held[CONTRACT] = json.dumps(contract).encode()


def _change_text(held, manifest):
    contract = json.loads(held[CONTRACT])
    text = contract["articles"][5]["text"]
    contract["articles"][5]["text"] = text.replace("e", "a")
    held[CONTRACT] = json.dumps(contract).encode()


def _change_quotation(held, manifest):
    held[REPORT] = held[REPORT].replace(b"eleven days", b"twelve days")


def _not_a_number(held, manifest):
    contract = json.loads(held[CONTRACT])
    contract["articles"][0]["parts"][0]["start"] = float("inf")
    held[CONTRACT] = json.dumps(contract).encode()


def _no_contract(held, manifest):
    held[CONTRACT] = b'{"articles": [' * 50_000


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_cut_custody, "custody.jsonl does not end where the manifest says"),
        (_change_line, "line 2 does not follow from line 1"),
        (_drop_added, "evidence/.* is named by an article or the manifest and is not there"),
        (_swap_evidence, "evidence/.* does not have the digest that names it"),
        (_change_reason, "decision 1 is not the one that the custody log tells of"),
        (_move_span, "contract.json, statements 4: the place 4 to 10000000 does not lie in the stored text"),
        (_change_text, "report.html: “.*” does not stand at"),
        (_change_quotation, "report.html: “.*” does not stand at"),
        (_not_a_number, "contract.json is not as firstsaid writes it"),
        (_no_contract, "contract.json is not as firstsaid writes it"),
        (lambda held, manifest: held.update({JUDGEMENTS: b"7"}), "judgements.json is not as firstsaid writes it"),
        (lambda held, manifest: held.update({JUDGEMENTS: b'[{"number": 1}]'}), "judgements.json is not as firstsaid writes it"),
        (lambda held, manifest: held.update({REPORT: b""}), "report.html holds what a report of ours never does"),
        (lambda held, manifest: held.update({REPORT: held[REPORT] + b"\xff"}), "report.html is not as firstsaid writes it"),
        (lambda held, manifest: held.update({CONTRACT: b'{"articles": [{"id": "1", "text": 4}]}'}), "holds an article whose text is none"),
        (lambda held, manifest: manifest.update(evidence=3), "manifest.json is not as firstsaid writes it"),
        (lambda held, manifest: manifest.update(format="firstsaid dossier 9"), "one of a newer version"),
    ],
    ids=lambda value: value.__name__.strip("_<>") if callable(value) else None,
)
def test_what_somebody_changed_who_mended_the_manifest_is_named_too(make_zip, change, complaint):
    path = make_zip()
    rewrite(path, change)
    with pytest.raises(CaseError, match=complaint):
        check_sealed(path)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../b", "C:\\windows", "C:windows", "a\\b", "a//b", "\u202egpj.exe", "./x", "folder/"])
def test_names_that_lead_elsewhere_are_not_read(make_zip, name):
    path = make_zip()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    with pytest.raises(CaseError, match="has a name that leads elsewhere"):
        check_sealed(path)


def test_links_bombs_doubles_and_strangers_are_not_read(make_zip, tmp_path):
    whole = make_zip()

    def with_member(change):
        path = tmp_path / "changed.zip"
        shutil.copyfile(whole, path)
        with zipfile.ZipFile(path, "a") as archive:
            change(archive)
        return path

    def link(archive):
        about = zipfile.ZipInfo("link")
        about.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(about, "/etc/passwd")

    def double(archive):
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(REPORT, b"another")

    for change, complaint in [(link, "a link or a device"), (double, "is there twice"), (lambda a: a.writestr("note.txt", b"x"), "was put in afterwards")]:
        with pytest.raises(CaseError, match=complaint):
            check_sealed(with_member(change))

    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", b"\0" * 50_000_000)
        archive.writestr(MANIFEST, json.dumps({"format": "firstsaid dossier 1", "members": [{"name": "README.txt", "bytes": 10, "sha256": "0" * 64}]}))
    (tmp_path / "bomb.zip").write_bytes(bomb.getvalue())
    with pytest.raises(CaseError, match="holds more than the 10 bytes"):
        check_sealed(tmp_path / "bomb.zip")


@pytest.mark.parametrize(
    ("size", "complaint"),
    [(1 << 30, "is more than is read of a file of its size"), (float("inf"), "does not list the members"), (-5, "holds more than the -5")],
)
def test_a_size_that_cannot_be_is_told_before_anything_is_unpacked(tmp_path, size, complaint):
    with zipfile.ZipFile(tmp_path / "small.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", b"x")
        rows = [{"name": "README.txt", "bytes": size, "sha256": "0" * 64}]
        archive.writestr(MANIFEST, json.dumps({"format": "firstsaid dossier 1", "members": rows}))
    with pytest.raises(CaseError, match=complaint):
        check_sealed(tmp_path / "small.zip")


def test_members_that_share_their_bytes_are_not_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "over.zip", "w") as archive:
        archive.writestr("README.txt", b"x" * 1_000)
        archive.writestr(MANIFEST, b"{}")
    data = (tmp_path / "over.zip").read_bytes()
    second = data.rindex(b"PK\x01\x02")
    (tmp_path / "over.zip").write_bytes(data[: second + 42] + bytes(4) + data[second + 46 :])
    with pytest.raises(CaseError, match="lies over another"):
        check_sealed(tmp_path / "over.zip")


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"no zip", b'{"format": 1}'])
def test_what_is_no_dossier_is_told_so(tmp_path, data):
    path = tmp_path / "file.zip"
    path.write_bytes(data)
    with pytest.raises(CaseError, match=r"not a whole ZIP|no manifest\.json"):
        check_sealed(path)


def test_a_file_that_was_cut_off_is_told_so(make_zip):
    path = make_zip()
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(CaseError, match="not a whole ZIP"):
        check_sealed(path)


def test_a_part_is_handed_on_without_the_rest(make_zip):
    contract = json.loads(members(make_zip("whole.zip"))[CONTRACT])
    claim = contract["claims"][0]
    path = make_zip(claim=claim["id"])
    held = members(path)
    part = json.loads(held[CONTRACT])
    assert [c["id"] for c in part["claims"]] == [claim["id"]]
    assert {a["id"] for a in part["articles"]} >= set(claim["articles"])
    assert len(part["articles"]) < len(contract["articles"])
    left_out = [a for a in contract["articles"] if a["id"] not in {b["id"] for b in part["articles"]}]
    custody = held[CUSTODY].decode()
    assert all(a["capture"]["path"] not in custody for a in left_out)
    checked = check_sealed(path)
    assert checked.sealed_lines >= len(left_out)
    assert checked.evidence == len(part["articles"])
    assert "One claim of" in held[REPORT].decode()


def test_pages_can_stay_behind_and_their_digests_go_along(make_zip):
    path = make_zip(how=Sealing(evidence=False))
    manifest = json.loads(members(path)[MANIFEST])
    assert check_sealed(path).evidence == 0
    assert len(manifest["evidence"]) == 20


def test_notes_stay_behind_when_they_are_to(make_zip):
    path = make_zip(without_notes=True)
    assert all(b"over the fence" not in data and b"The credit line says so" not in data for data in members(path).values())
    assert check_sealed(path).decisions == 2
