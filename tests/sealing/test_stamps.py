"""Time stamps by an authority of our own, that runs on this machine for the length of the tests."""

import datetime
import http.server
import json
import shutil
import subprocess
import threading

import pytest

from firstsaid.case.custody import Custody
from firstsaid.errors import CaseError, FirstsaidError
from firstsaid.sealing import stamps
from firstsaid.sealing.case_check import check_case
from firstsaid.sealing.stamps import stamp

pytest.importorskip("rfc3161_client", reason="the extra firstsaid[stamp] is not installed")
x509 = pytest.importorskip("cryptography.x509")
hashes = pytest.importorskip("cryptography.hazmat.primitives.hashes")
rsa = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.rsa")
serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(not OPENSSL, reason="the authority of these tests is made of openssl")
CONFIG = """[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


def certificates(folder, name="An Invented Authority"):
    """A root and an authority that it signs for."""

    def make(subject, issuer, key, signer, extensions):
        now = datetime.datetime.now(datetime.UTC)
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=30))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(signer, hashes.SHA256())

    def named(said):
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, said)])

    root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    root = make(named(f"{name} Root"), named(f"{name} Root"), root_key, root_key, [(x509.BasicConstraints(True, None), True)])
    usage = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
    leaf = make(named(name), root.subject, key, root_key, [(usage, True), (x509.BasicConstraints(False, None), True)])
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(root.public_bytes(pem))
    (folder / "tsa.pem").write_bytes(leaf.public_bytes(pem))
    (folder / "tsa.key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder = tmp_path_factory.mktemp("authority")
    certificates(folder)

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query").write_bytes(query)
            if self.path == "/elsewhere":
                self.send_response(302)
                self.send_header("Location", "/")
                self.end_headers()
                return
            asked = [OPENSSL, "ts", "-reply", "-config", folder / "tsa.cnf", "-queryfile", folder / "query"]
            answer = subprocess.run(asked, capture_output=True, check=True).stdout
            self.send_response(200)
            self.end_headers()
            self.wfile.write({"/nonsense": b"hello", "/long": b"x" * 400_000}.get(self.path, answer))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()


def test_a_stamp_holds_and_says_for_what(own_case, authority):
    address, folder = authority
    before = sum(1 for _ in Custody(own_case / "custody.jsonl").lines())
    assert stamp(own_case, address).line == before
    checked = check_case(own_case, folder / "ca.pem")
    assert f"for all up to line {before}" in checked.stamps[0]
    assert "signed by an authority that you trust" in checked.stamps[0]
    assert "who signed it was not checked" in check_case(own_case).stamps[0]


def test_only_a_digest_is_sent(own_case, authority):
    address, folder = authority
    stamp(own_case, address)
    assert len((folder / "query").read_bytes()) < 100


def test_a_stamp_of_somebody_else_is_not_trusted(own_case, authority, tmp_path):
    stamp(own_case, authority[0])
    certificates(tmp_path, "Another Authority")
    with pytest.raises(CaseError, match="not signed by an authority that you trust"):
        check_case(own_case, tmp_path / "ca.pem")
    (tmp_path / "none.pem").write_text("nothing")
    with pytest.raises(CaseError, match="holds no certificate"):
        check_case(own_case, tmp_path / "none.pem")


def forge(place, change):
    """Write the log anew, with its chain mended, as somebody would who wants to say that it was otherwise."""
    lines = list(Custody(place / "custody.jsonl").lines())
    change(lines)
    (place / "custody.jsonl").unlink()
    custody = Custody(place / "custody.jsonl")
    for line in lines:
        custody.append_all([{key: value for key, value in line.items() if key != "previous"}])


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda lines: lines[0].update(path="other.html"), "the time stamp is for no line of this log"),
        (lambda lines: lines.pop(3), "the time stamp is for no line of this log"),
        (lambda lines: lines[-1].update(stamped_at="2020-01-01T00:00:00+00:00"), "of another time, than the line says"),
        (lambda lines: lines[-1].update(token="AAAA"), "no time stamp that can be read"),
    ],
    ids=["a line before it was changed", "a line before it was dropped", "another time", "no token"],
)
def test_a_log_that_was_written_anew_does_not_fit_its_stamp(own_case, authority, change, complaint):
    stamp(own_case, authority[0])
    forge(own_case, change)
    with pytest.raises(CaseError, match=complaint):
        check_case(own_case)


@pytest.mark.parametrize(
    ("path", "complaint"),
    [("/nonsense", "is no time stamp"), ("/long", "far too long"), ("/elsewhere", "gave no answer")],
)
def test_an_answer_that_is_none_is_told_and_nothing_is_kept(own_case, authority, path, complaint):
    log = (own_case / "custody.jsonl").read_bytes()
    with pytest.raises(FirstsaidError, match=complaint):
        stamp(own_case, authority[0] + path)
    assert (own_case / "custody.jsonl").read_bytes() == log


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://x.example", "x.example", "http://127.0.0.1:1/"])
def test_an_address_that_is_no_authority_is_told(own_case, address):
    with pytest.raises(FirstsaidError, match=r"begins with https://|gave no answer"):
        stamp(own_case, address)


def test_without_the_extra_a_stamp_is_told_of_and_not_checked(own_case, authority, monkeypatch):
    stamp(own_case, authority[0])
    monkeypatch.setattr(stamps.importlib, "import_module", lambda name: (_ for _ in ()).throw(ImportError(name)))
    assert "not checked, since the extra" in check_case(own_case).stamps[0]
    with pytest.raises(FirstsaidError, match=r"pip install 'firstsaid\[stamp\]'"):
        stamp(own_case, authority[0])


def test_the_token_is_in_the_log_so_that_a_dossier_carries_it(own_case, authority):
    stamp(own_case, authority[0])
    last = json.loads((own_case / "custody.jsonl").read_text("utf-8").splitlines()[-1])
    assert last["event"] == "stamp"
    assert len(last["token"]) > 1000
