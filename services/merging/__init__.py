"""Two records of one person become one, and two again within thirty days."""

from services.merging.merge import keep_records_together, survivor_of, sweep_stories
from services.merging.preview import Choice, Preview, preview_merge
from services.merging.split import Split, came_after, merges_to_split, split_again

__all__ = [
    "Choice",
    "Preview",
    "Split",
    "came_after",
    "keep_records_together",
    "merges_to_split",
    "preview_merge",
    "split_again",
    "survivor_of",
    "sweep_stories",
]
