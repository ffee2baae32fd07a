"""The coding of a page's bytes: what the header allows, and nothing lost on the way."""

import pytest
from asking import UNPACK
from hypothesis import given
from hypothesis import strategies as st

from delivery.encoding import CODINGS, choose, pack

HEADERS = [
    ("", "identity"),
    ("gzip, deflate, br", "br"),
    ("gzip, deflate, br, zstd", "br"),
    ("gzip", "gzip"),
    ("GZIP;Q=0.5", "gzip"),
    ("  br ;q=1 ,gzip", "br"),
    ("br;q=0.4, gzip;q=0.8", "gzip"),
    ("br;q=0.8, gzip;q=0.8", "br"),
    ("br;q=0, gzip", "gzip"),
    ("br;q=0, gzip;q=0", "identity"),
    ("br;q=0.000", "identity"),
    ("*", "br"),
    ("*;q=0.5, br;q=0", "gzip"),
    ("gzip;q=0.001, *;q=0", "gzip"),
    ("*;q=0", "identity"),
    ("identity", "identity"),
    ("identity, gzip;q=0.5", "identity"),
    ("identity;q=0.5, gzip;q=0.5", "gzip"),
    ("identity;q=0, br", "br"),
    ("deflate, zstd", "identity"),
    ("compress;q=0.5, br;q=", "identity"),
    ("br;q=0.0.1", "identity"),
    ("br;q=.", "identity"),
    ("\x00\xff;;;,,,=q", "identity"),
    ("br" * 5000, "identity"),
    ("," * 10_000 + "br", "identity"),
]


@pytest.mark.parametrize(("header", "coding"), HEADERS)
def test_the_best_coding_that_a_header_allows(header, coding):
    assert choose(header) == coding


def slow_choice(wishes: dict[str, float]) -> str:
    """RFC 9110, 12.5.3, word by word: each coding has the quality that it is given, or that of *, if it is not named itself.

    One without a quality is not acceptable, but for identity, which then is the last choice.
    """
    best, best_quality = "identity", 0.0
    for coding in ("br", "gzip", "identity"):
        if coding in wishes:
            quality = wishes[coding]
        elif "*" in wishes:
            quality = wishes["*"]
        else:
            quality = 0.0
        if quality > best_quality:
            best, best_quality = coding, quality
    return best


qualities = st.sampled_from(["0", "0.0", "0.001", "0.3", "0.5", "0.50", "0.999", "1", "1.0", "1.000"])
wishes = st.dictionaries(st.sampled_from(["br", "gzip", "identity", "*", "deflate", "zstd"]), st.none() | qualities)


@given(wishes, st.randoms(use_true_random=False))
def test_the_choice_is_that_of_the_standard_in_any_order_and_spacing(wished, random):
    items = [
        (name if random.random() < 0.5 else name.upper())
        + ("" if quality is None else random.choice([";q=", "; q=", " ;  Q=", ";q= "]) + quality)
        for name, quality in wished.items()
    ]
    random.shuffle(items)
    header = random.choice([",", ", ", " , "]).join(items)
    assert choose(header) == slow_choice({name: float(quality or 1) for name, quality in wished.items()})


@given(st.text())
def test_no_header_breaks_the_choice(header):
    assert choose(header) in CODINGS


@given(st.binary(max_size=5000))
def test_packing_loses_nothing_and_is_the_same_every_time(content):
    for coding in CODINGS:
        packed = pack(content, coding)
        assert UNPACK[coding](packed) == content
        assert pack(content, coding) == packed


def test_gzip_holds_no_clock():
    """Two hosts that pack one page in different seconds send the same bytes, and so the same ETag."""
    assert pack(b"page", "gzip")[4:8] == bytes(4)


def test_a_page_becomes_smaller_and_brotli_makes_it_smallest():
    html = "".join(f"<li><a href='/vi/page-{number}/'>Trang {number}</a></li>" for number in range(200)).encode()
    assert len(pack(html, "br")) < len(pack(html, "gzip")) < len(html) / 3
