"""People and positions as they are drawn for the tests, and one pair at a time."""

from collections.abc import Mapping

from hypothesis import strategies as st

from domain.evidence import Check
from domain.experience import Beginning
from domain.languages import LanguageLevel, LanguageSkill
from domain.licences import Licence, LicenceState
from domain.positions import SkillNeed
from domain.recognition import RecognitionState
from domain.working_time import Hours, Shift
from matching.catalogue import load_catalogue
from matching.explanation import Part, Ranked
from matching.features import CandidateFeatures, PositionFeatures, Work
from matching.ranking import Ranker

HERFORD, BUENDE, BERLIN = (52.114, 8.673), (52.198, 8.586), (52.520, 13.405)
SKILLS = ("baking-bread", "dough-making", "night-work", "selling")


def talks(level: LanguageLevel) -> Mapping[LanguageSkill, LanguageLevel]:
    return dict.fromkeys(LanguageSkill, level)


def must(*skills: str) -> Mapping[str, SkillNeed]:
    return dict.fromkeys(skills, SkillNeed.MUST)


BAKERY = PositionFeatures(
    key="bakery",
    code="29222",
    skills=must("baking-bread", "night-work"),
    german=talks(LanguageLevel.B1),
    place=BUENDE,
)

codes = st.sampled_from([one.code for one in load_catalogue().occupations[::40]] + ["29222"])
titles = st.sampled_from(["Bäcker", "Backhelferin", "Maurer/in", "Traumtänzer", ""])
years = st.none() | st.floats(0, 50)
checks = st.sampled_from(Check)
ago = st.none() | st.integers(0, 30)
work = st.builds(Work, code=codes, years=years, ago=ago, check=checks) | st.builds(
    Work, typed=titles, years=years, ago=ago, check=checks
)
levels = st.none() | st.integers(1, 4)
german = st.dictionaries(st.sampled_from(LanguageSkill), st.sampled_from(LanguageLevel))
places = st.none() | st.sampled_from([HERFORD, BUENDE, BERLIN])
skills = st.dictionaries(st.sampled_from(SKILLS), checks)
hours = st.frozensets(st.sampled_from(Hours), min_size=1)
shifts = st.frozensets(st.sampled_from(Shift))
licences = st.sampled_from([Licence.CAR, Licence.LORRY_MEDIUM, Licence.LORRY, Licence.FORKLIFT])
people = st.builds(
    CandidateFeatures,
    key=st.text(max_size=5),
    work=st.lists(work, max_size=3).map(tuple),
    level=levels,
    skills=st.none() | skills,
    german=st.none() | german,
    place=places,
    radius_km=st.none() | st.integers(0, 60),
    recognitions=st.dictionaries(codes, st.sampled_from(RecognitionState), max_size=2),
    licences=st.none() | st.dictionaries(licences, st.sampled_from(LicenceState)),
    hours=st.none() | hours,
    weekly_hours=st.none() | st.integers(1, 60),
    shifts=st.none() | shifts,
    kinds=st.none() | st.frozensets(st.sampled_from(Beginning)),
    wished=st.lists(work, max_size=2).map(tuple),
)
positions = st.builds(
    PositionFeatures,
    key=st.text(max_size=5),
    code=codes | st.none(),
    level=levels,
    skills=st.dictionaries(st.sampled_from(SKILLS), st.sampled_from(SkillNeed)),
    german=german,
    place=places,
    is_regulated=st.booleans(),
    licences=st.frozensets(licences, max_size=2),
    hours=st.none() | st.sampled_from(Hours),
    weekly_hours=st.none() | st.floats(1, 60),
    shifts=shifts,
    kind=st.none() | st.sampled_from(Beginning),
)


def only(person: CandidateFeatures, position: PositionFeatures = BAKERY) -> Ranked:
    return Ranker().rank_for_position(position, [person])[0]


def part(name: str, person: CandidateFeatures, position: PositionFeatures = BAKERY) -> Part:
    return next(one for one in only(person, position).parts if one.name == name)


def baker(**known: object) -> CandidateFeatures:
    return CandidateFeatures(key="baker", work=(Work(code="29222", years=3.0),), **known)  # type: ignore[arg-type]


def trained(level: int) -> CandidateFeatures:
    """Somebody who baked at this level and learned it."""
    return CandidateFeatures("t", (Work(code=f"2922{min(level, 2)}", years=3),), level=level)
