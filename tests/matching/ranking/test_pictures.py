"""The pictures of docs/matching.md show what the engine says today."""

from docs.make_pictures import FOLDER, pictures


def test_the_pictures_are_those_the_engine_gives() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert kept == pictures(), "python -m docs.make_pictures draws them anew"
