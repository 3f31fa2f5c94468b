"""In which style a text is taken to be written."""

import pytest

from feeds.scoring.style import Style, style_of


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("$XYZ looks strong here", Style.POST),
        ("Still holding \U0001f680", Style.POST),
        ("$XYZ - Broker cuts target https://example.com/a", Style.HEADLINE),
        ("Chipmaker beats estimates", Style.HEADLINE),
        ("Operating profit rose to EUR 13.1 mn from EUR 8.7 mn.", Style.FORMAL),
        ("Paid $10 for it", Style.HEADLINE),
    ],
)
def test_style(text: str, style: Style):
    assert style_of(text) is style
