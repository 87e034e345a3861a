"""`flask places import`: one line for every mistake, and what was taken over."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

LINE = "DE\t37671\tHöxter\tNRW\tNW\t\t\tKreis\t05\t51.77\t9.37\t4\n"


def test_a_list_is_taken_over_and_counted_with_its_source(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "DE.txt"
    path.write_text(LINE, encoding="utf-8")
    done = app.test_cli_runner().invoke(args=["places", "import", str(path)])
    assert done.exit_code == 0
    assert done.output.strip() == "1 postcodes from 1 lines (GeoNames, CC BY 4.0)."


def test_bad_lines_are_named_and_nothing_is_taken_over(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "DE.txt"
    path.write_text(LINE + "DE\t37\n" + LINE.replace("51.77", "x"), encoding="utf-8")
    done = app.test_cli_runner().invoke(args=["places", "import", str(path)])
    assert done.exit_code != 0
    assert "line 2: has 2 columns" in done.output
    assert "line 3: 'x' is no latitude" in done.output
    assert "Nothing was taken over" in done.output


def test_no_file_and_no_list_end_in_one_line(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    for name in ("missing.txt", "picture.png"):
        done = app.test_cli_runner().invoke(args=["places", "import", str(tmp_path / name)])
        assert done.exit_code != 0
        assert len(done.output.strip().splitlines()) == 1
        assert "Traceback" not in done.output
