"""How alike two entities are by what is known of them: one score, and every reason for it in words."""

from __future__ import annotations

from kg.matching.comparing import compare
from kg.matching.profile import THRESHOLD, Match, Profile, Reason, family_of

__all__ = ["THRESHOLD", "Match", "Profile", "Reason", "compare", "family_of"]
