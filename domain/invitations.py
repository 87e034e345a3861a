"""An invitation to a fair: what kind it is, chosen by the caseworker for each person."""

from enum import StrEnum


class InvitationKind(StrEnum):
    """How somebody is invited; the letter is worded accordingly.

    A formal one goes with a request to report (Meldeaufforderung) that the Jobcenter issues in
    its own procedure; ours names day and place and nothing else. Neither kind has an automatic
    consequence.
    """

    VOLUNTARY = "voluntary"
    FORMAL = "formal"
