"""What all parts of the worst day begin with: a site on PostgreSQL, its pages made, and what they say known."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from bench import sites
from bench.load import Known, learn
from bench.processes import NGINX, demand
from bench.servers import gunicorn
from bench.sites import Site
from bench.tables import say

CONNECTIONS = 16


@dataclass
class Scene:
    """The site, the paths of all its pages, and their contents."""

    site: Site
    paths: list[str]
    known: Known

    @cached_property
    def languages(self) -> int:
        return len({path.split("/")[1] for path in self.paths})

    @property
    def about(self) -> str:
        return f"{CONNECTIONS} connections over {len(self.paths):,} pages in {self.languages} languages"


@contextmanager
def scene() -> Iterator[Scene]:
    """A fresh one."""
    demand(NGINX)
    say("a site on PostgreSQL, all its pages made: about a minute")
    with sites.on_postgresql() as site:
        paths = site.pages()
        site.fill(len(paths))
        with gunicorn(site) as server:
            known = learn(server.port, paths)
        yield Scene(site, paths, known)
