"""Thousands of hostile requests, raw over sockets to gunicorn: answered by the book, with nothing of them sent back."""

import random
import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote

from bench.chaos.scene import Scene
from bench.load import LATE
from bench.servers import gunicorn
from bench.sites import HOST
from bench.tables import Table, say

TITLES = ("Hostile requests",)
MARK = "zqmarkqz"
MARKUP = f"<{MARK}>'\"%00"
ESCAPED = "input sent back, its markup made harmless"
UNANSWERED = "a request that is one, closed without an answer"
UNKNOWN_CODING = "status 501 to a transfer coding that is none (RFC 9112, 6.1)"
FAULTS = ("status 500", "a trace", "markup sent back", ESCAPED, "a cookie on a public page", "no answer in 10 s", UNANSWERED)
TRACES = (b"Traceback", b'File "/', b"Django Version", b"site-packages")
METHODS = (
    "GET",
    "GET",
    "GET",
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "CONNECT",
    "get",
    "",
    MARK,
    "G" * 5000,
)
PIECES = (
    "en", "vi", "ja-simple", "xx", "EN", "home", "flow", "check", "all", "statistics", "trainees", "2023-12", "9999-99",
    "with", "by-name", "data", "trainees.csv", "admin", "login", "static", "go", "sources", "robots.txt", "sitemap.xml",
    "favicon.ico", "livez", "readyz", "..", ".", "%2e%2e", "%2f", "%00", "%ff%fe", "%e6%97%a5", "\u65e5\u672c", " ", "'",
    "{{7*7}}", "${7*7}", "etc/passwd", "a" * 3000, "%", "%zz", "*", "\\", ";", "\t", "\x7f", MARK, MARKUP,
    "http://evil.example", "@evil.example", "//evil.example",
)  # fmt: skip
QUERIES = (
    "",
    "",
    "",
    "?",
    f"?x={MARKUP}",
    "?lang=vi",
    "?" + "a=b&" * 700,
    "?x=%00",
    "?next=//evil.example",
    "?a[]=1&a[]=2",
    "?%",
    "#x",
)
NAMES = (
    "Accept-Encoding", "Accept-Language", "If-None-Match", "If-Modified-Since", "If-Match", "Range", "Cookie", "Referer",
    "Origin", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-For", "X-Request-ID", "X-HTTP-Method-Override",
    "Content-Type", "Content-Length", "Transfer-Encoding", "Expect", "Connection", "Upgrade", "Host", "Authorization",
    "Script-Name", "X_Forwarded_Proto", "Te", "Trailer", "bad name", "", "X-\xe9", MARK, "X" * 300,
)  # fmt: skip
VALUES = (
    "", "*", "br", "br;q=0, gzip;q=0, *;q=0", "br;q=a", "gzip;q=1e999", "en;q=2", "xx-"+"y" * 900, '"x"', 'W/"x"', "*, *",
    "bytes=0-", "bytes=9-1,", "sessionid=x; csrftoken=y", "https", "http", "evil.example", "[::1", "localhost:99999", "0",
    "-1", "5", "99999999999999999999", "1e3", "chunked", "chunked, identity", "gzip, chunked", "100-continue", "close", "h2c",
    "/evil", "\x00", "\x01\x02", "\xff\xfe", "a" * 9000, MARK, MARKUP, "x\r\n y", "Basic ====",
    "multipart/form-data; boundary=", "() { :; }; echo x", "text/html; charset=utf-99",
)  # fmt: skip
VERSIONS = ("HTTP/1.1",) * 12 + ("HTTP/1.0", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "HTTP", "", MARK)
BODIES = (
    b"",
    b"",
    b"",
    b"0\r\n\r\n",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"zz\r\n",
    b"\x00" * 2000,
    b"a=b&" * 1000,
    MARKUP.encode() * 50,
    b"-1\r\nx",
)


@dataclass(frozen=True)
class Request:
    """What is sent, and whether it is a request at all, which must be answered."""

    sent: bytes
    formed: bool


def request(choice: random.Random) -> Request:
    """One hostile request: half are well-formed and ask for odd things, half are broken below the level of HTTP."""
    return Request(well_formed(choice), True) if choice.random() < 0.5 else Request(broken(choice), False)


def broken(choice: random.Random) -> bytes:
    """What may be a request, and mostly is none."""
    pick = choice.choice
    path = pick(("/", "/", "/", "", "//", "http://localhost/")) + "/".join(pick(PIECES) for _ in range(choice.randrange(5)))
    lines = [f"{pick(METHODS)} {path}{pick(('', '/', '/'))}{pick(QUERIES)} {pick(VERSIONS)}"]
    if choice.random() < 0.95:
        lines.append(f"Host: {HOST}")
    if choice.random() < 0.8:
        lines.append("X-Forwarded-Proto: https")
    lines += [f"{pick(NAMES)}{pick((': ',) * 12 + (':', ' : ', ' '))}{pick(VALUES)}" for _ in range(choice.randrange(5))]
    if choice.random() < 0.02:
        lines += [f"X-{number}: 1" for number in range(150)]
    end = pick(("\r\n",) * 20 + ("\n", "\r"))
    found = (end.join(lines) + end * 2).encode("latin-1" if choice.random() < 0.3 else "utf-8", "replace") + pick(BODIES)
    if choice.random() < 0.05:
        found = bytes(choice.randrange(256) for _ in range(choice.randrange(300)))
    return found[: choice.randrange(len(found) + 1)] if choice.random() < 0.03 else found


def well_formed(choice: random.Random) -> bytes:
    """A request that gunicorn hands on."""
    pick, body = choice.choice, choice.choice(BODIES)
    path = quote("/".join(pick(PIECES) for _ in range(choice.randrange(5))), safe="/%.{}*;@:'")
    lines = [
        f"{pick(METHODS[:10])} /{path}{pick(('', '/', '/'))}{quote(pick(QUERIES), safe='?&=%[]/')} HTTP/1.1",
        f"Host: {HOST}",
    ]
    lines += ["X-Forwarded-Proto: https"] if choice.random() < 0.95 else []
    lines += [f"{pick(NAMES[:13])}: {pick(VALUES[:15])}" for _ in range(choice.randrange(4))]
    lines += ["Connection: close", f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def ask(port: int, sent: bytes) -> bytes | None:
    """All that comes back; None where nothing came and nothing was closed in time."""
    found = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=LATE) as one:
            with suppress(OSError):
                one.sendall(sent)
                one.shutdown(socket.SHUT_WR)
            while more := one.recv(65_536):
                found += more
    except TimeoutError:
        return found or None
    except OSError:
        pass
    return found


def wrong(one: Request, got: bytes | None) -> str:
    """What is wrong with an answer; "" if nothing is. To be closed without a word is right where a request is none."""
    if got is None:
        return "no answer in 10 s"
    if one.formed and not got.startswith(b"HTTP/1.1 "):
        return UNANSWERED
    head, _, body = got.partition(b"\r\n\r\n")
    status = head.split(b" ")[1:2]
    if status and status[0] == b"501" and b"transfer-encoding" in one.sent.lower():
        return UNKNOWN_CODING
    if status and status[0] >= b"500":
        return f"status {status[0].decode()}"
    if any(trace in got for trace in TRACES):
        return "a trace"
    if MARK.encode() in body:
        return "markup sent back" if f"<{MARK}>".encode() in body else ESCAPED
    editors = b"/admin" in one.sent.partition(b"\n")[0]
    return "a cookie on a public page" if b"set-cookie" in head.lower() and not editors else ""


def measure(scene: Scene, count: int = 10_000) -> list[Table]:
    """The same requests in every run."""
    table = Table(*TITLES, f"{count:,} raw over sockets to gunicorn")
    choice = random.Random(20261123)  # noqa: S311 - the same in every run
    sent = [request(choice) for _ in range(count)]
    say(f"  {count:,} requests")
    with gunicorn(scene.site) as server:
        before = server.workers
        with ThreadPoolExecutor(6) as pool:
            got = list(pool.map(lambda one: ask(server.port, one.sent), sent))
        same = server.workers == before
        said = server.log.read_text(errors="replace")
    faults = Counter(filter(None, map(wrong, sent, got)))
    for kind in sorted({*FAULTS, *faults}):
        examples = [one.sent for one, two in zip(sent, got, strict=True) if wrong(one, two) == kind][:1]
        seen = f"{faults[kind]}" + "".join(f"; {example[:70]!r}".replace("|", "¦") for example in examples)
        table.add(kind, seen, *(() if kind == UNKNOWN_CODING else ("0", not faults[kind])))
    statuses = Counter(one.split(b" ")[1].decode() if one and one.startswith(b"HTTP/") else "closed" for one in got)
    table.add("answers", ", ".join(f"{number} × {status}" for status, number in statuses.most_common()))
    table.add("the same workers at the end", "yes" if same else "no", "yes", same)
    traces = said.split("Traceback")[1:]
    table.add(
        "traces in the log",
        "; ".join([str(len(traces)), *(trace[:2000].splitlines()[-1] for trace in traces[:1])]),
        "0",
        not traces,
    )
    if traces:
        say("  the first trace:\n" + (said[: said.index("Traceback")][-600:] + "Traceback" + traces[0])[:6000])
    return [table]
