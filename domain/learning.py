"""What a decision may teach: an acceptance everything, a reason its own parts, some nothing at all.

Reasons that are not about fit - placed already, not available now, the firm knows the person, the
position is filled - never teach, nor does one whose part nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.exclusions import ExclusionReason
from domain.proposals import DeclineReason

OFFICERS_REASONS: Mapping[ExclusionReason, tuple[str, ...]] = {
    ExclusionReason.QUALIFICATION: ("occupation", "level", "experience", "skills"),
    ExclusionReason.GERMAN: ("german",),
    ExclusionReason.LICENCE: ("licence",),
    ExclusionReason.OVERQUALIFIED: ("level",),
}
"""The parts of the score an officer's reason is about; a reason that is not here never teaches."""

FIRMS_REASONS: Mapping[DeclineReason, tuple[str, ...]] = {
    DeclineReason.GERMAN: ("german",),
    DeclineReason.SKILLS: ("skills",),
    DeclineReason.LICENCE: ("licence",),
    DeclineReason.HOURS: ("hours",),
    DeclineReason.DISTANCE: ("distance",),
}
"""The same for the answers of firms to a proposal."""
