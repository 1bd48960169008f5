"""TLS: the certificate must be for the name, whatever address is connected to."""

import subprocess

import pytest

from tests.collect.conftest import Desk
from tests.collect.site import Net, Server


@pytest.fixture
def secure(tmp_path, monkeypatch):
    """A desk whose server has a certificate for herald.example, and a way to trust it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    names = ["-subj", "/CN=herald.example", "-addext", "subjectAltName=DNS:herald.example"]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", *names]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    server = Server(tls=(certificate, key))
    yield Desk(tmp_path / "case", server, Net(server.server_port)), lambda: monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server.end()


def test_the_name_is_what_the_certificate_must_be_for(secure):
    desk, trust = secure
    trust()
    done = desk.collect("https://herald.example/story/3", "https://courier.example/story/3", attempts=1)
    assert desk.outcomes(done) == {"https://herald.example/story/3": "collected", "https://courier.example/story/3": "refused"}
    assert "its certificate is not sound" in desk.reasons(done)["https://courier.example/story/3"]
    assert set(desk.server.names) == {"herald.example", "courier.example"}, "the name is told to the server (SNI)"
    assert set(desk.net.dialed) == {(desk.net._usual(name)[0], 443) for name in ("herald.example", "courier.example")}
    assert ("courier.example", "/robots.txt") not in desk.server.hits
    (request,) = [block for _, headers, block in desk.records("request") if headers["WARC-Target-URI"].endswith("/story/3")]
    assert request.startswith(b"GET /story/3 HTTP/1.1\r\nHost: herald.example\r\n"), "what was sent inside TLS"


def test_a_certificate_that_nobody_vouches_for_is_refused(secure):
    desk, _ = secure
    done = desk.collect("https://herald.example/story/3", attempts=2)
    assert "its certificate is not sound" in done.outcomes[0].reason
    assert len(desk.net.dialed) == 1, "which is not tried again"
    assert not desk.server.hits
