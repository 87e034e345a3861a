"""An import of ESCO and its mapping teaches anew how near occupations are."""

from __future__ import annotations

from pathlib import Path

import structlog
from flask import Flask
from sqlalchemy import select
from structlog.testing import capture_logs

from matching.content import content_in_use, shipped_content, use_content
from models import OccupationContent, RankingMark, db
from services.catalogue_imports.agency_files import import_mapping
from services.occupation_content import load_content
from services.ranking_weights import weights_in_use
from tests.factories.office import NOW
from tests.factories.official import BAKER, ESCO, crosswalk_file, esco_folder
from tests.services.catalogue_imports.stories import count, take_esco

MATCH = [ESCO + BAKER, "Bäcker/Bäckerin", "B 29222-100", "Bäcker", "skos:exactMatch", ""]
BUTCHER = [ESCO + BAKER, "Bäcker/Bäckerin", "B 29232-100", "Fleischer", "skos:closeMatch", ""]


def take_both(folder: Path) -> None:
    take_esco(esco_folder(folder / "esco"))
    import_mapping(path=crosswalk_file(folder, "occupation", [MATCH, BUTCHER]), now=NOW)


def test_nothing_is_learned_before_the_mapping_is_there(app: Flask, tmp_path: Path) -> None:
    take_esco(esco_folder(tmp_path / "esco"))
    assert count(OccupationContent) == 0
    assert weights_in_use().content is None
    assert content_in_use() is shipped_content()


def test_types_with_the_skills_of_one_occupation_of_esco_come_nearer(
    app: Flask, tmp_path: Path
) -> None:
    before, stamp = content_in_use().of(["29222"], ["29232"])[0, 0], weights_in_use().version
    take_both(tmp_path)
    use = weights_in_use()
    assert use.content is not None
    assert use.version == f"{stamp}+{use.content[:8]}"
    assert content_in_use().of(["29222"], ["29232"])[0, 0] > before
    kept = db.session.scalars(select(OccupationContent)).one()
    assert kept.weights["esco"] > 0.0
    assert kept.pairs > 60_000
    about = db.session.scalars(select(RankingMark.about)).all()
    assert "catalogue" in about  # lists made before are old


def test_the_same_files_again_change_nothing(app: Flask, tmp_path: Path) -> None:
    take_both(tmp_path)
    import_mapping(path=crosswalk_file(tmp_path, "occupation", [MATCH, BUTCHER]), now=NOW)
    assert count(OccupationContent) == 1


def test_a_process_reads_what_was_learned_once_and_another_database_has_its_own(
    app: Flask, tmp_path: Path
) -> None:
    take_both(tmp_path)
    number = weights_in_use().content
    known = content_in_use()
    load_content(number)
    assert content_in_use() is known
    use_content(None)
    load_content(number)
    assert (content_in_use().closes == known.closes).all()
    load_content(None)
    assert content_in_use() is shipped_content()


def test_a_damaged_row_is_named_and_what_is_shipped_goes_on(app: Flask, tmp_path: Path) -> None:
    take_both(tmp_path)
    kept = db.session.scalars(select(OccupationContent)).one()
    kept.closes = kept.closes[:100]
    db.session.flush()
    use_content(None)
    structlog.configure(wrapper_class=structlog.BoundLogger)  # tests are quiet otherwise
    with capture_logs() as said:
        use = weights_in_use()
        assert weights_in_use() == use
    assert ["is damaged; import the mapping again" in one["event"] for one in said] == [True]
    assert (content_in_use().closes == shipped_content().closes).all()
    import_mapping(path=crosswalk_file(tmp_path, "occupation", [MATCH, BUTCHER]), now=NOW)
    use_content(None)  # another process
    assert weights_in_use().content == use.content
    assert (content_in_use().closes != shipped_content().closes).any()
