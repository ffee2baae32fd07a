"""A picture of a part of a page, as a PNG of few colors: screens of words need no more, and stay small."""

import struct
import zlib
from base64 import b64decode, b64encode
from pathlib import Path

from playwright.sync_api import Page

# Of colors that are nearly the same one stays; what is left over takes the nearest of the 256 most frequent.
FEW_COLORS = """
async picture => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const seen = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const color of seen) counts.set(color, (counts.get(color) || 0) + 1);
  const often = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(pair => pair[0]);
  const parts = color => [color & 255, (color >> 8) & 255, (color >> 16) & 255];
  const kept = new Map();
  for (const color of often) {
    const near = parts(color).map(part => part >> 4).join();
    if (!kept.has(near) && kept.size < 256) kept.set(near, color);
  }
  const palette = [...kept.values()].map(parts), places = new Map();
  const far = (one, other) => one.reduce((sum, part, place) => sum + (part - other[place]) ** 2, 0);
  for (const color of often) {
    const own = parts(color);
    places.set(color, palette.reduce((best, other, place) => (far(own, other) < far(own, palette[best]) ? place : best), 0));
  }
  const letters = Array.from(seen, color => String.fromCharCode(places.get(color)));
  const pieces = [];
  for (let start = 0; start < letters.length; start += 65536) pieces.push(letters.slice(start, start + 65536).join(""));
  return {width: image.width, height: image.height, palette, pixels: btoa(pieces.join(""))};
}
"""


def shoot(page: Page, desk: Page, path: Path, first: str | None = None, last: str | None = None, height: int = 0) -> None:
    """The page from the top of the element `first` to the bottom of `last`, at most so high; `desk` is a tab to reckon in."""
    page.mouse.move(0, 0)  # no row is lit up
    page.evaluate("document.fonts.ready")
    whole = page.evaluate("document.documentElement.scrollHeight")
    top = page.locator(first).first.evaluate("one => one.getBoundingClientRect().top + scrollY") if first else 0
    end = page.locator(last).first.evaluate("one => one.getBoundingClientRect().bottom + scrollY") + 12 if last else whole
    top, end = max(0, int(top)), min(int(end), whole)
    high = min(end - top, height) if height else end - top
    width = page.viewport_size["width"]
    shown = page.screenshot(full_page=True, clip={"x": 0, "y": top, "width": width, "height": high}, animations="disabled")
    path.write_bytes(_png(**desk.evaluate(FEW_COLORS, b64encode(shown).decode())))


def _png(width: int, height: int, palette: list[list[int]], pixels: str) -> bytes:
    """A PNG with a palette."""
    data = b64decode(pixels)
    lines = b"".join(b"\0" + data[start : start + width] for start in range(0, len(data), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colors = bytes(part for color in palette for part in color)
    parts = ((b"IHDR", head), (b"PLTE", colors), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part)) for kind, part in parts
    )
