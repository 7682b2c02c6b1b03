"""What a case still lacks before it can be sent: the same checks serve forms, task list and submission."""

from applications.completeness.case import missing_documents, problems, problems_of
from applications.completeness.problem import SECTIONS, Problem

__all__ = ["SECTIONS", "Problem", "missing_documents", "problems", "problems_of"]
