"""The files in `deploy/` work together: nginx in front of gunicorn, with a worker, on production settings."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from psycopg import sql

PROJECT = Path(__file__).resolve().parents[2]
HOST = "www.example.org"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")

pytestmark = pytest.mark.skipif(NGINX is None and not os.environ.get("CI"), reason="nginx is not installed")


@dataclass
class Site:
    """A running site: where it listens and where its files are."""

    folder: Path
    https_port: int
    http_port: int

    def get(self, path: str, host: str = HOST, **headers: str) -> tuple[int, Message, bytes]:
        """Ask nginx, as a browser that resolved the host's name would."""
        context = ssl._create_unverified_context()  # noqa: S323  # the certificate is made for this test
        request = urllib.request.Request(
            f"https://127.0.0.1:{self.https_port}{path}", headers={"Host": host, **headers}
        )
        try:
            with urllib.request.urlopen(request, context=context, timeout=20) as response:  # noqa: S310
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of an empty database beside the tests' own."""
    given = settings.DATABASES["default"]
    server = {"host": given.get("HOST") or given["OPTIONS"].get("host"), "user": given["USER"] or None}
    if given["PASSWORD"]:
        server["password"] = given["PASSWORD"]
    name = f"deployment_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            user = f"{server['user']}{':' + given['PASSWORD'] if given['PASSWORD'] else ''}@" if server["user"] else ""
            yield f"postgresql://{user}/{name}?host={server['host'] or ''}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start everything from the files in `deploy/`, with their paths and ports moved into a folder of this test."""
    folder = tmp_path_factory.mktemp("srv")
    found = Site(folder, free_port(), free_port())
    environment = {**os.environ, **read_environment(PROJECT / "deploy" / "env.example")} | {
        "SECRET_KEY": "kNq3vTz8LwXr5YbGm2HcJd7FsPa9QeUo4RiVx6ZtBy1CgMhWnKj",
        "DATABASE_URL": database,
        "TEAM_EMAIL": "team@example.org",
        "DEFAULT_FROM_EMAIL": "portal@example.org",
        "GUNICORN_BIND": f"unix:{folder}/gunicorn.sock",
        "WEB_CONCURRENCY": "1",
        "VAR_DIR": str(folder),
    }
    make_certificate(folder)
    (folder / "nginx.conf").write_text(nginx_configuration(found))
    for command in ("migrate", "collectstatic"):
        manage = [sys.executable, "manage.py", command, "--no-input", "--verbosity", "0"]
        subprocess.run(manage, cwd=PROJECT, env=environment, check=True)
    commands = [
        command_of("portal-web.service"),
        command_of("portal-worker.service"),
        [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"],
    ]
    with (folder / "log").open("wb") as log:
        running = [
            subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log) for command in commands
        ]
    try:
        wait_until_ready(found, running)
        yield found
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(30)


def wait_until_ready(site: Site, running: list[subprocess.Popen[bytes]]) -> None:
    """Until nginx, gunicorn, database and worker are up."""
    deadline = time.monotonic() + 60
    last: object = None
    while time.monotonic() < deadline:
        assert all(process.poll() is None for process in running), (site.folder / "log").read_text()
        try:
            status, _, last = site.get("/readyz")
        except OSError as error:
            last = error
        else:
            if status == 200 and b"down" not in last:
                return
        time.sleep(0.3)
    pytest.fail(f"{last!r}\n{(site.folder / 'log').read_text()}")


def command_of(unit: str) -> list[str]:
    """The command line of a systemd unit, with this test's Python."""
    [line] = [line for line in (PROJECT / "deploy" / "systemd" / unit).read_text().splitlines() if "ExecStart=" in line]
    program, *arguments = line.removeprefix("ExecStart=").split()
    name = Path(program).name
    return [sys.executable, *(["-m", name] if name != "python" else []), *arguments]


def read_environment(file: Path) -> dict[str, str]:
    """The lines NAME=value of an environment file."""
    lines = [line for line in file.read_text().splitlines() if "=" in line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def nginx_configuration(site: Site) -> str:
    """The configuration of `deploy/`, inside the frame that Debian gives it, with other paths and ports."""
    text = (PROJECT / "deploy" / "nginx.conf").read_text()
    for before, after in {
        "listen 443": f"listen 127.0.0.1:{site.https_port}",
        "listen 80": f"listen 127.0.0.1:{site.http_port}",
        "/etc/portal/tls": str(site.folder),
        "/var/log/nginx/portal.log": str(site.folder / "access.log"),
        "/srv/portal/var": str(site.folder),
    }.items():
        assert before in text
        text = text.replace(before, after)
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(
        f"{name}_temp_path {site.folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""{user} worker_processes 1; pid {site.folder}/nginx.pid; error_log stderr;
events {{ worker_connections 64; }}
http {{ include /etc/nginx/mime.types; {temporary}
{text}
}}
"""


def make_certificate(folder: Path) -> None:
    """A certificate that nobody signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_page_comes_through(site: Site) -> None:
    status, headers, body = site.get("/fi/")
    assert status == 200
    assert b"<html" in body
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert headers["Referrer-Policy"]
    assert headers["X-Request-ID"]
    assert "Set-Cookie" not in headers


def test_a_static_file_comes_from_nginx_compressed_and_for_ever(site: Site) -> None:
    css = next((site.folder / "static" / "css").glob("*.*.css"))
    status, headers, _ = site.get(f"/static/css/{css.name}", **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert headers["Content-Type"] == "text/css"
    assert headers["Content-Encoding"] == "gzip"
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_admin_wants_a_sign_in(site: Site) -> None:
    status, _, body = site.get("/admin/")
    assert status == 200
    assert b'name="password"' in body


def test_a_host_that_is_not_ours_gets_no_answer(site: Site) -> None:
    with pytest.raises(OSError, match=r"[Cc]losed|reset"):
        site.get("/fi/", host="evil.example")


def test_documents_are_not_handed_out_past_the_application(site: Site) -> None:
    (site.folder / "media" / "documents").mkdir(parents=True, exist_ok=True)
    (site.folder / "media" / "documents" / "private.txt").write_text("secret")
    assert site.get("/media/documents/private.txt")[0] == 404


def test_plain_http_is_sent_to_https(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.http_port), timeout=10) as connection:
        connection.sendall(f"GET /fi/ HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode())
        answer = connection.recv(1000).decode()
    assert answer.startswith("HTTP/1.1 301")
    assert f"Location: https://{HOST}/fi/" in answer


def test_the_logs_hold_no_query_string(site: Site) -> None:
    site.get("/fi/?q=aino.virtanen")
    logs = (site.folder / "access.log").read_text() + (site.folder / "log").read_text()
    assert "/fi/" in logs
    assert "aino" not in logs
