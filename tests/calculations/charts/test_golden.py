"""The same report draws the same text for ever; a change of a picture shows as a change of its file."""

from pathlib import Path

from tests.calculations.charts.golden_files import GOLDEN, pictures


def test_pictures_are_those_of_the_golden_files() -> None:
    drawn = dict(pictures())
    kept = {path.name: path.read_text(encoding="utf-8") for path in Path(GOLDEN).glob("*.svg")}
    assert sorted(drawn) == sorted(kept)
    for name, text in drawn.items():
        assert text == kept[name], f"{name}: python -m tests.calculations.charts.golden_files writes it anew"
