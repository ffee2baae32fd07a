"""The configuration with which nginx serves an export as the site itself would: the same bytes, headers and redirects. Pure.

It needs no module beyond those that every nginx has. All headers stand at the server and differ by maps, since a location that
adds one of its own loses those of the server.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from delivery import security
from delivery.answering import cache_control
from delivery.export.layout import INDEX, KINDS, MISSING, PAGE_KIND, SITE, language_rule

NAME = "nginx.conf"
FOREVER = "max-age=315360000, public, immutable"
SLUGS = "[a-z0-9-]+"
A_DAY = 86_400  # seconds that are left of the day of a page: a mirror shows it until there is a newer one
TWIN = r"(?:\.(?:br|gz))?"
SHOWN = "200|206|304"  # the answers that carry what stands in a file
CERTIFICATE = "/etc/ssl/guide/fullchain.pem"
KEY = "/etc/ssl/guide/key.pem"


@dataclass(frozen=True)
class Rules:
    """What the configuration is made from: the address of the site; the folder of the export; the codes of the languages, the
    first of them for readers of any other; other names for them; the pages that have an address without a language; the policy
    of pages; where the icon stands; where to listen, if not as the address says; what is said of addresses beyond the rules."""

    site: str
    root: str
    codes: Sequence[str]
    aliases: Mapping[str, str]
    pages: Collection[str]
    home: str
    policy: str
    icon: str
    listen: str = ""
    beyond: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def configuration(rules: Rules) -> str:
    """The whole text, for the http part of nginx."""
    return "\n".join([_about(rules), *_maps(rules), *_servers(rules), ""])


def wanted(codes: Sequence[str], aliases: Mapping[str, str]) -> list[tuple[str, str]]:
    """(regular expression, code) for the header Accept-Language: the language that it names first among ours. It does not look
    at the qualities, in whose order browsers name what they want. The first expression that fits counts."""
    names = {**{code: code for code in codes}, **{name: code for name, code in aliases.items() if code in codes}}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    ours = "|".join(ordered)
    rest = r"(?:-[a-z0-9]+)*\s*(?:;|,|$)"
    return [(rf"^(?:\s*(?!(?:{ours}){rest})[^,]*,)*\s*{name}{rest}", names[name]) for name in ordered]


def _about(rules: Rules) -> str:
    return f"""# The pages of {rules.site} as files, with what the site itself says of them.
# Written by manage.py export_site, anew with each export: include it where nginx has its http part.
# If the folder stands elsewhere by now, set "root" below.
"""


def _maps(rules: Rules) -> Iterable[str]:
    page, some = rf"\.html{TWIN}$", "|".join(sorted(rules.codes, key=len, reverse=True))
    yield _map("$http_accept_language", "guide_language", rules.codes[0], [(f"~*{e}", code) for e, code in _wanted(rules)])
    yield _map("$uri", "guide_missing", "$guide_language", [(f"~^/(?<guide_code>{some})(?:/|$)", "$guide_code")])
    yield _map("$http_accept_encoding", "guide_twin", "", [(_accepts("br"), ".br"), (_accepts("gzip"), ".gz")])
    answer = '"$status $uri"'
    packed = [(rf"~^(?:{SHOWN}|404) .*\.br$", "br"), (rf"~^(?:{SHOWN}|404) .*\.gz$", "gzip")]
    yield _map(answer, "guide_coding", "", packed)
    language = language_rule(rules.codes).replace("^/", "/", 1)
    found = [(f"~^(?:{SHOWN}) {language}", "$1$2")]
    yield _map(answer, "guide_content_language", "", [*_beyond(rules, "language"), *found])
    yield _map(answer, "guide_policy", security.NOTHING, [*_beyond(rules, "policy"), (f"~{page}", rules.policy)])
    three = rf"~^(?:{SHOWN}) /data/(?<guide_a>[^/]+)/(?<guide_b>[^/]+)/(?<guide_c>[^/]+?){TWIN}$"
    four = rf"~^(?:{SHOWN}) /data/(?<guide_d>[^/]+)/(?<guide_e>[^/]+)/(?<guide_f>[^/]+)/(?<guide_g>[^/]+?){TWIN}$"
    names = [
        (three, 'attachment; filename="$guide_a-$guide_b-$guide_c"'),
        (four, 'attachment; filename="$guide_d-$guide_e-$guide_f-$guide_g"'),
    ]
    named = [(key, f'attachment; filename="{value}"' if value else "") for key, value in _beyond(rules, "name")]
    yield _map(answer, "guide_name", "", [*named, *names])
    open_files = "|".join(suffix for suffix, kind in KINDS.items() if kind.startswith(security.OPEN_FILES))
    yield _map("$uri", "guide_resource", "same-origin", [(rf"~\.(?:{open_files}){TWIN}$", "cross-origin")])
    kept = [
        (rf"~^(?:{SHOWN}) /static/", FOREVER),
        ("~^302 /favicon", "public, max-age=86400"),
        ("~^(?:302|[45][0-9][0-9]) ", "no-store"),
    ]
    yield _map(answer, "guide_cache", cache_control(A_DAY), kept)
    varies = [("~^302 ", "Accept-Language"), ("~^404 ", "Accept-Language, Accept-Encoding")]
    yield _map(answer, "guide_vary", "Accept-Encoding", varies)


def _wanted(rules: Rules) -> list[tuple[str, str]]:
    return wanted(rules.codes, rules.aliases)


def _accepts(coding: str) -> str:
    """The expression for a header Accept-Encoding that takes a coding."""
    return rf"~*(?:^|,)\s*{coding}\s*(?!;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$))(?:;|,|$)"


def _beyond(rules: Rules, name: str) -> Iterable[tuple[str, str]]:
    """What is said of single addresses beyond the rules."""
    for address, found in sorted(rules.beyond.items()):
        if name in found:
            place = re.escape(address) + (rf"(?:{re.escape(INDEX)})?" if address.endswith("/") else "")
            yield rf"~^(?:{SHOWN}) {place}{TWIN}$", found[name]


def _map(source: str, name: str, default: str, lines: Iterable[tuple[str, str]]) -> str:
    inside = "".join(f"    {_quoted(key)} {_quoted(value)};\n" for key, value in lines)
    return f"map {source} ${name} {{\n    default {_quoted(default)};\n{inside}}}\n"


def _quoted(text: str) -> str:
    """A word as nginx reads it."""
    return '"' + text.replace('"', '\\"') + '"'


def _servers(rules: Rules) -> Iterable[str]:
    parts = urlsplit(rules.site)
    secure, host = parts.scheme == "https", parts.hostname or "localhost"
    own = rules.listen or ("443 ssl http2" if secure else str(parts.port or 80))
    lines = [f"listen {own};", f"server_name {host};"]
    if "ssl" in own.split():
        lines += [f"ssl_certificate {CERTIFICATE};", f"ssl_certificate_key {KEY};"]
        lines += ["ssl_protocols TLSv1.2 TLSv1.3;", "ssl_session_cache shared:mirror:1m;"]
        yield f"server {{\n    listen 80;\n    server_name {host};\n    return 301 https://{host}$request_uri;\n}}\n"
    lines += [
        f"root {_quoted(rules.root + '/' + SITE.rstrip('/'))};",
        "server_tokens off;",
        "absolute_redirect off;",
        "gzip off;",
    ]
    lines += [f"error_page 403 404 {MISSING}$guide_missing.html;", "", *_headers(secure), "", *_locations(rules)]
    yield "server {\n" + "".join(f"    {line}".rstrip() + "\n" for line in lines) + "}\n"


def _headers(secure: bool) -> Iterable[str]:
    values = {
        "Content-Language": "$guide_content_language",
        "Content-Encoding": "$guide_coding",
        "Content-Disposition": "$guide_name",
        "Cache-Control": "$guide_cache",
        "Vary": "$guide_vary",
        **dict(security.headers("$guide_policy", https=secure)),
        "Cross-Origin-Resource-Policy": "$guide_resource",
    }
    return (f"add_header {name} {_quoted(value)} always;" for name, value in values.items())


def _locations(rules: Rules) -> Iterable[str]:
    pages = "|".join(sorted(set(rules.pages) - {rules.home}, key=len, reverse=True))
    yield "location = / { return 302 /$guide_language/; }"
    yield f"location = /favicon.ico {{ return 302 {rules.icon}; }}"
    yield f"location = /go/{rules.home}/ {{ return 302 /$guide_language/; }}"
    yield f"location ~ ^/go/(?<guide_page>{pages})/$ {{ return 302 /$guide_language/$guide_page/; }}"
    yield "location ~ ^/go/ { return 404; }"
    served = "try_files $uri$guide_twin $uri =404;"
    yield f"location ^~ {MISSING} {{ internal; types {{ }} default_type {_quoted(PAGE_KIND)}; {served} }}"
    yield rf"location ~ ^(?<guide_above>(?:/{SLUGS})*/)index\.html$ {{ return 301 $guide_above; }}"
    for suffix, kind in KINDS.items():
        if suffix != "html":
            yield rf"location ~ \.{suffix}$ {{ types {{ }} default_type {_quoted(kind)}; {served} }}"
    page = f"try_files ${{uri}}{INDEX}$guide_twin ${{uri}}{INDEX} =404;"
    yield f"location ~ /$ {{ types {{ }} default_type {_quoted(PAGE_KIND)}; {page} }}"
    yield f"location / {{ if (-f $document_root$uri/{INDEX}) {{ return 301 $uri/$is_args$args; }} return 404; }}"
