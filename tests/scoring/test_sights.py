"""What is seen from a company's place goes by the names that training gave weights to."""

import pytest

from feeds.scoring.sights import sight_names
from feeds.scoring.targets import target_features

CASES = {
    "near_word_with_a_kind": (("L", "profit", "profit"), ("t:L profit", "t:Lk profit")),
    "near_word_of_no_kind": (("R", "today", ""), ("t:R today",)),
    "far_word_by_its_kind": (("R", "", "up"), ("t:Rk up",)),
    "neighbours": (("L12", "at", "look"), ("t:L1 at", "t:L2 at look")),
    "finding_on_a_side": (("fR", "up profit", "+"), ("t:fR +", "t:fR up profit+")),
    "place": (("t:at", "start", ""), ("t:at start",)),
    "nothing_said": (("t:none", "", ""), ("t:none",)),
}


@pytest.mark.parametrize(("sight", "names"), CASES.values(), ids=CASES)
def test_a_sight_goes_by(sight, names):
    assert sight_names(sight) == names


def test_a_company_is_seen_with_what_stands_beside_it():
    found = target_features("profit of tgtco jumps as othco falls")
    assert found["t:R1 jump"] == 1.0
    assert found["t:Lk profit"] == 1.0
    assert "t:Rk them" not in found, "the other company stands behind the end of the clause"
    assert found["t:net in"] > 0 > found["t:net out"]
