"""The rows of the guide, one module a subject."""

from guide.models.flow import Actor, CountryNote, Step, StepPoint
from guide.models.help import HelpLevel, ReadingLink
from guide.models.pages import Notice, Page, Paragraph, Section
from guide.models.rules import Aspect, Rule
from guide.models.stages import Gate, Stage
from guide.models.union import Role

__all__ = [
    "Actor", "Aspect", "CountryNote", "Gate", "HelpLevel", "Notice", "Page", "Paragraph",
    "ReadingLink", "Role", "Rule", "Section", "Stage", "Step", "StepPoint",
]  # fmt: skip
