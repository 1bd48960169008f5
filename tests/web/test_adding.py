"""What arrives under whatever name becomes a file of that name, and nothing that arrived is written over."""

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from firstsaid.case.folder import CaseFolder
from firstsaid.web.pages.add import safe_name

LONG = "\u6e2f" * 200 + ".txt"


@given(st.text(max_size=400) | st.text("\u6e2f\U00020000/\\.. ()", max_size=400))
def test_a_name_fits_any_file_system_and_leads_nowhere(name):
    kept = safe_name(name, 0)
    assert kept not in ("", ".", "..")
    assert "/" not in kept
    assert len(f"{kept} (99)".encode()) <= 255
    assert safe_name(kept, 0) == kept


def test_files_and_a_pasted_text_of_one_name_are_all_kept(own_browser, own_case):
    before = len(CaseFolder.open(own_case).register())
    forgery = re.search(r'name="forgery" value="([^"]+)"', own_browser.get("/add").text)[1]
    files = [("files", (name, f"{said}, said Orla Venn.".encode())) for name, said in (("quay.txt", "One"), ("a/quay.txt", "Two"), (LONG, "Three"))]
    answer = own_browser.post("/add", data={"forgery": forgery, "text": "Four, said Orla Venn.", "name": "quay"}, files=files, follow_redirects=False)
    assert answer.status_code == 303
    for _ in range(600):
        if all(job["state"] not in ("waiting", "at work") for job in own_browser.get("/api/v1/jobs").json()):
            break
        time.sleep(0.1)
    kept = {file.name for file in CaseFolder.open(own_case).register()}
    assert len(CaseFolder.open(own_case).register()) == before + 4
    assert {"quay.txt", "quay (2).txt", "quay (3).txt"} <= kept
