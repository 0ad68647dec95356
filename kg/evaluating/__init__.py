"""Scores what was read of documents against what careful readers took from them."""

from kg.evaluating.report import Report
from kg.evaluating.scoring import evaluate, score

__all__ = ["Report", "evaluate", "score"]
