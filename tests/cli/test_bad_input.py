"""Bad input: a clear sentence or a rejected row each, never a traceback, and the rest of the pile is done."""

import json
import os
import signal
import subprocess
import sys
import time
import zlib

import pytest
from click.testing import CliRunner

from firstsaid import api
from firstsaid.cli import main

GOOD = (
    "Harbour closed after collision\n\nThe harbour was closed on Monday, the port authority said.\n\n"
    "“Two ships touched,” said Ode Hallin, the harbour master.\n"
)


def png() -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00" + zlib.compress(b"\x00\xff\x00\x00") + b"\x00" * 40


def firstsaid(*words, **more):
    return subprocess.run([sys.executable, "-m", "firstsaid.cli", *map(str, words)], capture_output=True, text=True, timeout=300, check=False, **more)


def rejected(case):
    shown = firstsaid("show", case, "rejected", "--format", "json")
    return {row["path"]: row["reason"] for row in json.loads(shown.stdout)}


def test_a_pile_with_every_kind_of_bad_page_still_gives_the_good_one(tmp_path):
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "good.txt").write_text(GOOD, "utf-8")
    (pile / "empty.html").write_bytes(b"")
    (pile / "photo.png").write_bytes(png())
    (pile / "photo.html").write_bytes(png() + b"2")
    (pile / "latin.txt").write_bytes("Der Fährhafen wurde geschlossen, sagte Ode Hällin, die Hafenmeisterin.".encode("latin-1"))
    (pile / "wrong.html").write_bytes('<meta charset="utf-8"><p>Le port a été fermé lundi, a déclaré la capitainerie.</p>'.encode("latin-1"))
    (pile / "line.txt").write_bytes(b"word " * (50 * 1024 * 1024 // 5))
    (pile / "huge.txt").write_bytes(b"word " * (60 * 1024 * 1024 // 5))
    (pile / "deep.html").write_bytes(b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000)
    (pile / "noise.txt").write_bytes(bytes(range(256)) * 64)
    os.mkfifo(pile / "pipe.html")
    done = firstsaid("trace", pile, "--case", tmp_path / "case", "--engine-seconds", "20", "--engine-memory", "1500")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    rows = rejected(tmp_path / "case")
    assert {"empty.html", "photo.png", "photo.html", "line.txt", "huge.txt", "deep.html", "noise.txt", "pipe.html"} <= set(rows), rows
    assert not {"good.txt", "latin.txt", "wrong.html"} & set(rows), rows
    assert all(reason and "Error" not in reason for reason in rows.values()), rows
    articles = json.loads(firstsaid("export", tmp_path / "case").stdout)["articles"]
    texts = {article["capture"]["path"]: article["text"] for article in articles}
    assert "Fährhafen" in texts["latin.txt"]
    assert "a été fermé" in texts["wrong.html"]
    assert set(texts) | set(rows) == {path.name for path in pile.iterdir()}, "no page is lost"


@pytest.mark.parametrize(
    ("make", "sentence", "status"),
    [
        (lambda folder: folder.mkdir(), "the folder holds no files", 1),
        (lambda folder: None, "there is no such file or folder", 1),
    ],
    ids=["empty folder", "nothing there"],
)
def test_an_input_that_cannot_be_used_is_one_sentence(tmp_path, make, sentence, status):
    make(tmp_path / "input")
    done = firstsaid("trace", tmp_path / "input", "--case", tmp_path / "case")
    assert done.returncode == status
    assert done.stderr.startswith(f"Error: {tmp_path / 'input'}: {sentence}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("flag", "value", "sentence"),
    [
        ("--articles-outlets", "nonsense", '--articles-outlets: "nonsense" is no pair name=value'),
        ("--capture-columns", "text=Body,title=", '--capture-columns: "title=" is no pair name=value'),
        ("--claims-similarity", "7", "--claims-similarity: 7.0 is not between 0 and 1"),
        ("--reuse-shortest", "0", "--reuse-shortest: 0 is less than 1"),
        ("--engine-processes", "-1", "--engine-processes: -1 is less than 0"),
        ("--statements-second-opinion", "nobody", "there is no model 'nobody'"),
    ],
)
def test_a_flag_with_a_wrong_value_is_one_sentence_and_is_not_kept(tmp_path, flag, value, sentence):
    api.add(tmp_path / "case", [str(_page(tmp_path))])
    done = CliRunner().invoke(main, ["run", str(tmp_path / "case"), flag, value])
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert flag.split("-")[-1] not in (tmp_path / "case/case.toml").read_text("utf-8")


def _page(folder):
    (folder / "good.txt").write_text(GOOD, "utf-8")
    return folder / "good.txt"


def test_an_interrupted_run_says_so_in_a_sentence_and_goes_on(tmp_path):
    pile = tmp_path / "pile.jsonl"
    pile.write_text("\n".join(json.dumps({"id": str(number), "text": f"{GOOD}{number} tugs came."}) for number in range(30)), "utf-8")
    case = str(tmp_path / "case")
    words = [sys.executable, "-m", "firstsaid.cli", "trace", str(pile), "--case", case]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while not (tmp_path / "case/derived").exists() and running.poll() is None:
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)
        stderr = running.communicate(timeout=60)[1]
    assert "Traceback" not in stderr
    assert running.returncode == 0 or "Error: stopped; a case keeps what was added to it" in stderr
    assert firstsaid("trace", pile, "--case", case).returncode == 0


def test_a_folder_of_images_ends_with_its_own_status(tmp_path):
    (tmp_path / "pile").mkdir()
    for number in range(3):
        (tmp_path / "pile" / f"{number}.png").write_bytes(png() + bytes([number]))
    done = firstsaid("trace", tmp_path / "pile", "--case", tmp_path / "case")
    assert done.returncode == 3
    assert "3" in done.stdout, "the first sentence tells how many were refused"
    assert len(rejected(tmp_path / "case")) == 3


def test_a_file_without_permission_is_refused_with_its_reason(tmp_path):
    if os.geteuid() == 0:
        done = firstsaid("trace", "/proc/self/mem", "--case", tmp_path / "case")
        assert done.returncode == 3
        assert "cannot be read" in done.stderr
        return
    (tmp_path / "locked.txt").write_text(GOOD)
    (tmp_path / "locked.txt").chmod(0)
    done = firstsaid("trace", tmp_path / "locked.txt", "--case", tmp_path / "case")
    assert done.returncode == 3
    assert "cannot be read" in done.stderr


def test_broken_json_lines_cost_their_lines_only(tmp_path):
    lines = [
        json.dumps({"id": "a", "outlet": "The Sellan Post", "text": GOOD}),
        "{broken",
        "[]",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": GOOD + "More."}),
    ]
    (tmp_path / "pile.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    done = firstsaid("trace", tmp_path / "pile.jsonl", "--case", tmp_path / "case")
    assert done.returncode == 0, done.stderr
    document = json.loads(firstsaid("export", tmp_path / "case").stdout)
    assert len(document["articles"]) == 2
    assert len(document["rejected"]) == 3
    assert all("line" in row["path"] for row in document["rejected"])
