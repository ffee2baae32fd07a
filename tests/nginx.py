"""A throwaway nginx on a free port of this machine, for tests and measurements of what stands in front of the site.

The program is looked for on PATH and in /usr/sbin. Tests without it are skipped loudly; with DEMAND_NGINX=1 they fail.
"""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

DOCUMENTED = Path(__file__).resolve().parent.parent / "docs" / "nginx.conf"
PATIENCE = 10  # seconds for it to start, and to end
TEMPORARY = """
    client_body_temp_path "{folder}/body";
    proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi";
    uwsgi_temp_path "{folder}/uwsgi";
    scgi_temp_path "{folder}/scgi";
"""
MAIN = """
daemon off;
{user}
worker_processes 1;
pid "{folder}/nginx.pid";
error_log "{folder}/error.log" notice;
events {{ worker_connections 256; }}
http {{
    access_log off;{temporary}{inside}
}}
"""
WITHOUT_TLS = (  # what is to be changed for that in docs/nginx.conf
    (r"^ *ssl_\w+ .*;\n", ""),
    (r"(listen \S+) ssl[^;]*;", r"\1;"),
    (r"X-Forwarded-Proto \$scheme", "X-Forwarded-Proto https"),
)


@dataclass(frozen=True)
class Answer:
    """What a server answered: status, headers by their names in small letters, bytes as they were sent."""

    status: int
    headers: dict[str, str]
    body: bytes


def program() -> str:
    """Where nginx is. Without it the test is skipped loudly, or fails where it is demanded."""
    found = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))
    if found:
        return found
    from demands import missing  # which tests have: what is measured demands the program before it comes here

    missing("WITH NGINX: no program nginx on PATH or in /usr/sbin", "DEMAND_NGINX")


def free_port() -> int:
    """A port of 127.0.0.1 at which nobody listens now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def in_http(folder: Path, inside: str) -> str:
    """A whole configuration, all of it in the folder, around what stands in its http part."""
    return MAIN.format(folder=folder, user=user(), temporary=TEMPORARY.format(folder=folder), inside=inside)


def user() -> str:
    """The line that says who its workers are: as root they stay so, since nobody else may look into folders of tests."""
    return "user root;" if os.geteuid() == 0 else ""


def documented(folder: Path, port: int, behind: Sequence[int], host: str, tls: tuple[Path, Path] | None = None) -> str:
    """docs/nginx.conf with our port, instances, name and folder; without a certificate and its key, without TLS.

    Raises RuntimeError where the file has changed so that this fails.
    """
    instances = "".join(f"server 127.0.0.1:{one} \\g<how>;\n        " for one in behind)
    changes = (
        (r"^user .*;", f"daemon off;\n{user()}"),
        (r"^pid .*;", f'pid "{folder}/nginx.pid";'),
        (r"\b(error_log|access_log) \S+/([\w.]+)", rf'\1 "{folder}/\2"'),
        (r"^http \{\n", f"http {{{TEMPORARY.format(folder=folder)}"),
        (r"(\n\s*server \d+(\.\d+){3}:\d+ (?P<how>max_fails[^;]*);)+\s*", "\n        " + instances),
        (r"listen 443 ", f"listen 127.0.0.1:{port} "),
        (r"listen 80 ", f"listen 127.0.0.1:{free_port()} "),
        (r"server_name [^;]*;", f"server_name {host};"),
        *(((r"/\S+/fullchain\.pem", f'"{tls[0]}"'), (r"/\S+/key\.pem", f'"{tls[1]}"')) if tls else WITHOUT_TLS),
    )
    text = DOCUMENTED.read_text(encoding="utf-8")
    for pattern, instead in changes:
        text, count = re.subn(pattern, instead, text, flags=re.M)
        if not count:
            raise RuntimeError(f"docs/nginx.conf has nothing like {pattern}")
    return text


@contextmanager
def running(folder: Path, configuration: str, port: int) -> Iterator[subprocess.Popen]:
    """nginx with this configuration, for as long as the block lasts. Raises RuntimeError with what it says."""
    file, log = folder / "test-nginx.conf", folder / "nginx-says"
    file.write_text(configuration)
    with log.open("wb") as says:
        command = [program(), "-p", str(folder), "-c", str(file)]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=says, stderr=says)
    try:
        deadline = time.monotonic() + PATIENCE
        while not listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"nginx did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def listens(port: int) -> bool:
    """Whether anybody listens at a port of this machine."""
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


def ask(port: int, path: str, method: str = "GET", secure: bool = False, **headers: str) -> Answer:
    """One request to a port of this machine, no redirect followed. In names of headers `_` stands for a hyphen."""
    if secure:
        connection = HTTPSConnection("127.0.0.1", port, timeout=10, context=ssl._create_unverified_context())
    else:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in ({"Host": "localhost"} | {key.replace("_", "-"): value for key, value in headers.items()}).items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """A certificate for a test and its key."""
    whole, key = folder / "fullchain.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={host}"]
    subprocess.run([*command, "-keyout", key, "-out", whole], check=True, capture_output=True)
    return whole, key
