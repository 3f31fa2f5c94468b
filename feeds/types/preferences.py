"""What somebody has set in Home: for themselves, and for the whole workspace."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's settings, and those of their workspace. Defaults hold until something is set.

    `timezone` None follows the person's Slack profile. `knows_the_way` is True once the first steps were
    put away. `reads_dark` is True for whoever reads Slack in the dark: pictures are drawn for that.
    `is_cashtag_only` counts for everybody in the workspace: only $NVDA names a company.
    """

    timezone: str | None = None
    digest_at: time = time(8, 30)
    knows_the_way: bool = False
    reads_dark: bool = False
    is_cashtag_only: bool = False
