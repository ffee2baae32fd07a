"""Where each row of the guide stands for readers, below a language: `flow/#interview`."""

from django.db import models

from guide.addresses import HOME


def below(page: str, anchor: str = "") -> str:
    """An address below the language: home is the language itself."""
    path = "" if page == HOME else f"{page}/"
    return path + (f"#{anchor}" if anchor else "")


def page(row: models.Model) -> str:
    return below(row.key)


def title(row: models.Model) -> str:
    return below(row.page.key)


def section(row: models.Model) -> str:
    return below(row.page.key, row.key)


def paragraph(row: models.Model) -> str:
    return below(row.section.page.key, row.key)


def first_screen(row: models.Model) -> str:
    return below(HOME)


def rule(row: models.Model) -> str:
    return below("changes-2027", row.aspect.key)


def answer(row: models.Model) -> str:
    return below("check/all", row.question.key)


def on(name: str):
    """The place of rows that all stand on one page, each under its own key."""
    return lambda row: below(name, row.key)
