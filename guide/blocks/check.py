"""Which rules apply to you: the first question, and all of them for paper."""

from guide import queries
from guide.blocks.base import Block, block, facts_of, filled
from guide.check import everything, question
from guide.rules import FIRST
from guide.words import Words


@block("questions")
def first_question(words: Words, page: str) -> Block:
    return Block({"question": question((), words) if FIRST in words.once(queries.questions) else None})


@block("all-questions")
def all_questions(words: Words, page: str) -> Block:
    """Every question with where its answers lead on the day, and everything that can come out."""
    found = everything(words)
    rows = found["outcomes"]
    return Block({"questions": found["questions"], "outcomes": [filled(row, words) for row in rows]}, facts_of(rows))
