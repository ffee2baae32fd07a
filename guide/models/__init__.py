"""The rows of the guide, one module a subject."""

from guide.models.check import Advice, Answer, Outcome, Question
from guide.models.flow import Actor, CountryNote, Step, StepPoint
from guide.models.help import HelpLevel, Phrase, ReadingLink
from guide.models.pages import Notice, Page, PageTitle, Paragraph, Section
from guide.models.rules import Aspect, Milestone, Rule
from guide.models.stages import Gate, Stage
from guide.models.union import Role

__all__ = [
    "Actor", "Advice", "Answer", "Aspect", "CountryNote", "Gate", "HelpLevel", "Milestone", "Notice", "Outcome", "Page",
    "PageTitle", "Paragraph", "Phrase", "Question", "ReadingLink", "Role", "Rule", "Section", "Stage", "Step", "StepPoint",
]  # fmt: skip
