"""Names are broken and cut where Thai allows it, and fit the room they are given."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from calculations.charts.lettering import clusters, shortened, text_width, wrapped
from tests.calculations.charts.reports import LONG_NAME


def test_marks_take_no_room_and_are_never_parted_from_their_letter() -> None:
    assert text_width("ก", 100) == text_width("กู้", 100)
    for cut in (shortened(LONG_NAME, room, 14) for room in range(40, 400, 7)):
        kept = cut.removesuffix("…")
        following = LONG_NAME[len(kept) :][:1]
        assert not following or unicodedata.category(following) != "Mn"
        assert not kept or kept[-1] not in "เแโใไ"


@given(text=st.text(max_size=80), room=st.integers(30, 400))
def test_every_line_fits_and_nothing_is_lost_but_what_is_cut(text: str, room: int) -> None:
    assert "".join(clusters(text)) == text
    lines = wrapped(text, room, 14, 3)
    assert len(lines) <= 3
    for line in lines:
        assert text_width(line, 14) <= room or len(clusters(line)) <= 1 or line == "…"
    if not any(line.endswith("…") for line in lines):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_line_breaks_at_a_blank_where_there_is_one() -> None:
    assert wrapped("grid electricity", 90, 14, 2) == ["grid", "electricity"]
