"""The words of the frame: what templates (for readers) and Python (for editors) hand to gettext, found without its programs."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.base import Origin, Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

FUNCTIONS = {"gettext", "gettext_lazy", "_", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
ROOMS = ("config", "delivery", "guide", "sources", "stats", "translations")


@dataclass(frozen=True)
class Message:
    """One message: its English, its plural, its context, and whether readers or only editors see it."""

    msgid: str
    plural: str = ""
    context: str = ""
    readers: bool = True

    @property
    def name(self) -> tuple[str, str]:
        return (self.context, self.msgid)


def messages() -> dict[Message, list[str]]:
    """All messages of the project with the files that use them, readers' first; one that both see is a reader's."""
    found: dict[tuple[str, str], tuple[Message, list[str]]] = {}
    for message, place in sorted([*_template_messages(), *_python_messages()], key=lambda pair: not pair[0].readers):
        _, places = found.setdefault(message.name, (message, []))
        if place not in places:
            places.append(place)
    return dict(found.values())


def _template_messages() -> Iterator[tuple[Message, str]]:
    engine = engines["pages"].engine
    root = settings.BASE_DIR / "templates"
    for path in sorted(root.rglob("*.html")):
        place = f"templates/{path.relative_to(root)}"
        template = Template(path.read_text(encoding="utf-8"), Origin(str(path)), str(path), engine)
        for node in template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            readers = not place.startswith("templates/admin/")
            if isinstance(node, TranslateNode):
                text = node.filter_expression.var.literal
                if isinstance(text, str):
                    yield Message(text, context=_context(node), readers=readers), place
            else:
                yield Message(_block(node, node.singular), _block(node, node.plural), _context(node), readers), place


def _context(node: TranslateNode | BlockTranslateNode) -> str:
    found = node.message_context
    return str(found.var.literal if hasattr(found.var, "literal") else found.var) if found else ""


def _block(node: BlockTranslateNode, tokens: list) -> str:
    if not tokens:
        return ""
    text, _ = node.render_token_list(tokens)
    return trim_whitespace(text) if node.trimmed else text


def _python_messages() -> Iterator[tuple[Message, str]]:
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*.py")):
            place = str(path.relative_to(settings.BASE_DIR))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if message := _call(node):
                    yield message, place


def _call(node: ast.AST) -> Message | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS):
        return None
    texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)]
    if not texts:
        return None
    if node.func.id.startswith("pgettext"):
        return Message(texts[1], context=texts[0], readers=False)
    plural = texts[1] if node.func.id.startswith("ngettext") else ""
    return Message(texts[0], plural, readers=False)


def catalog_path(folder: str) -> Path:
    """The catalog of a language by its folder in locale/."""
    return settings.BASE_DIR / "locale" / folder / "LC_MESSAGES" / "django.po"
