"""The smallest site that can be exported, and its folder: for the tests of what an export does there."""

from dataclasses import replace
from datetime import date

from delivery import security
from delivery.copies import Made, packed
from delivery.export import layout, manifest, nginx
from delivery.export.folder import Folder
from delivery.export.writing import Done, Export
from delivery.store import Generation

NOW = Generation(date(2026, 11, 23), "0000000000000001-0", "abc")
LATER = replace(NOW, version="0000000000000002-0")
PAGES = {"/en/": "home", "/en/flow/": "flow", "/vi/": "trang", "/data/t/2025-12/en.csv": "1,2", "/data/t/2025-12/en.png": "PNG"}
RULES = nginx.Rules(
    "https://guide.example.org",
    "/srv/mirror",
    ["en", "vi"],
    {},
    ["home", "flow"],
    "home",
    security.page_policy(b""),
    "/static/i.svg",
)


class Site:
    """The smallest site: its pages, its generation, and how often each page was made."""

    def __init__(self, root):
        self.root, self.pages, self.generation, self.made = root, dict(PAGES), NOW, []

    def make(self, generation, todo):
        for batch in todo:
            done = Done(self.generation)
            for address in batch:
                self.made.append(address)
                if address in self.pages:
                    done.copies.append(self.copy(address))
                else:
                    done.none.append(address)
            yield done

    def copy(self, address):
        language = "vi" if address.startswith("/vi/") else "en"
        name = address.removeprefix("/data/").replace("/", "-") if address.startswith("/data/") else ""
        return packed(
            Made(address, self.generation.day, self.pages[address].encode(), layout.KINDS[layout.suffix(address)], language, name)
        )

    def export(self, make=None, batches=None):
        folder = Folder(self.root)
        try:
            usual = lambda address: layout.usual(address, RULES.codes, RULES.policy)  # noqa: E731
            batches = batches or (lambda: [[address] for address in self.pages])
            return Export(folder, lambda: self.generation, batches, make or self.make, usual, RULES).run()
        finally:
            folder.close()

    def files(self):
        return {str(path.relative_to(self.root)): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def listed(self):
        """The files of addresses, as the manifest has them."""
        found = manifest.read((self.root / manifest.NAME).read_text())[1].values()
        return [entry for entry in found if entry.address]

    def head(self):
        return manifest.read((self.root / manifest.NAME).read_text())[0]
