"""What browsers are told about what an answer may do: nothing that it does not need."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery.security import ADMIN, NOTHING, headers, page_policy

REFUSED = {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}


def parts(policy: str) -> dict[str, list[str]]:
    found = [part.split() for part in policy.split(";")]
    assert len({name for name, *_ in found}) == len(found), "only the first of a name counts"
    return {name: values for name, *values in found}


def hashed(style: bytes) -> str:
    return f"'sha256-{b64encode(sha256(style).digest()).decode()}'"


@pytest.mark.parametrize("policy", [NOTHING, ADMIN, page_policy(b""), page_policy(b"<style>p{}</style><style>b{}</style>")])
def test_no_policy_lets_in_what_stands_in_a_page_or_comes_from_elsewhere(policy):
    assert set(policy.split(";")) >= REFUSED
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http" not in policy
    assert parts(policy)["form-action"] in (["'none'"], ["'self'"])
    assert set(parts(policy).get("script-src", [])) <= {"'self'"}


def test_a_page_runs_nothing_and_shows_its_own_pictures_only():
    found = parts(page_policy(b"<style>p{}</style>"))
    assert "script-src" not in found
    assert found["img-src"] == ["'self'"]
    assert found["form-action"] == ["'none'"]


@given(st.lists(st.binary(max_size=40).filter(lambda style: b"<" not in style), max_size=3))
def test_a_style_is_allowed_by_the_hash_of_all_that_stands_between_its_tags(styles):
    html = b"<html>" + b"".join(b'<style media="all">%s</style><p>x</p>' % style for style in styles)
    assert parts(page_policy(html)).get("style-src", []) == [hashed(style) for style in styles]


def test_a_style_of_several_lines_is_hashed_as_it_stands():
    assert hashed(b"\n p { color: red }\n ") in page_policy(b"<style>\n p { color: red }\n </style>")


def test_a_page_without_a_style_may_have_none():
    assert "style-src" not in page_policy(b"<html><link rel=stylesheet></html>")


@pytest.mark.parametrize(
    ("kind", "resource"),
    [
        ("text/html", "same-origin"),
        ("text/html; charset=utf-8", "same-origin"),
        ("text/plain", "same-origin"),
        ("application/xml; charset=utf-8", "same-origin"),
        ("text/javascript", "same-origin"),
        ("", "same-origin"),
        ("text/csv; charset=utf-8", "cross-origin"),
        ("application/json", "cross-origin"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "cross-origin"),
        ("image/svg+xml", "cross-origin"),
        ("image/png", "cross-origin"),
    ],
)
def test_files_and_pictures_may_be_shown_by_other_sites_and_pages_not(kind, resource):
    assert dict(headers(NOTHING, kind=kind, https=True))["Cross-Origin-Resource-Policy"] == resource


def test_every_answer_is_told_the_same_beside_its_policy():
    found = list(headers("the policy", https=True))
    assert len(dict(found)) == len(found)
    told = dict(found)
    assert told["Content-Security-Policy"] == "the policy"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert all(part.endswith("=()") for part in told["Permissions-Policy"].split(","))
    age = re.fullmatch(r"max-age=(\d+);includeSubDomains;preload", told["Strict-Transport-Security"])
    assert int(age[1]) >= 31_536_000
    assert dict(headers("the policy", https=False)) == {n: v for n, v in told.items() if n != "Strict-Transport-Security"}
