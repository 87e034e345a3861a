"""What people type in German, English and Arabic finds the occupation; noise finds nothing."""

import pytest

from matching.catalogue import load_catalogue
from matching.title_reading import TitleReader, shipped_reader
from matching.tree import tree_rows
from services.meanings import SURE_ENOUGH

GERMAN = {
    "22342": ["Tischler", "Tischlerinnen", "Schreiner*in", "TISCHLER", "Tischlr", "Möbelschreiner"],
    "62102": ["Kauffrau im Einzelhandel", "Verkäufer_in", "Verkauferin", "Fachverkäuferin"],
    "29301": ["Küchenhilfe", "Kuechenhilfe", "Küchenhilfskraft", "Hilfskraft Küche", "Spülkraft"],
    "54101": ["Putzfrau", "Reinigungskräfte", "Hotelreinigungskraft", "Raumpflegerin"],
    "81302": ["Krankenschwester", "Pflegefachfrau", "Krankenpfleegr", "Pflegefachkräfte"],
    "34102": ["Hausmeister:in", "Schulhausmeister", "Hausmeisterin (m/w/d)", "Haustechniker"],
    "52122": ["LKW-Fahrer", "lkwfahrer", "Kraftfahrerinnen", "Berufskraftfarer"],
    "72212": ["Buchalter", "Finanzbuchhalterin"],
}
ENGLISH = {
    "22342": ["carpenter", "cabinet maker", "joiner", "furniture makr"],
    "51311": ["warehouse worker", "order picker", "warehose worker"],
    "81302": ["nurse", "registered nurse"],
    "34212": ["plumber", "plumer"],
    "52122": ["truck driver", "lorry driver", "delivery driver"],
    "63302": ["waiter", "waitress"],
    "84124": ["teacher"],
    "26212": ["electrician", "electrishan"],
}
ARABIC = {
    "29302": ["طباخ", "الطباخ", "طبّاخة", "شيف"],
    "26212": ["كهربائي", "كهربائى", "کهربایی", "كهربائيّة", "الكهربائي"],
    "81302": ["ممرض", "ممرضة", "ممرضه", "المُمَرِّضة"],
    "28222": ["خياط", "خيّاطة", "الخيـاط", "خياطه"],
    "54101": ["عامل تنظيف", "عاملة نظافة"],
    "81404": ["طبيب", "دكتور", "طبيبة"],
    "82312": ["حلاق", "حلّاقة", "كوافير"],
    "52122": ["سائق شاحنة", "سائق الشاحنه", "سايق شاحنة"],
}
CASES = [
    (typed, code)
    for language in (GERMAN, ENGLISH, ARABIC)
    for code, several in language.items()
    for typed in several
]


@pytest.mark.parametrize(("typed", "code"), CASES)
def test_it_is_found_first(typed: str, code: str) -> None:
    assert shipped_reader().suggest(typed, 3)[0].code == code


@pytest.mark.parametrize(
    "noise",
    ["asdfgh", "qwertz", "lorem ipsum", "hallo wie geht es", "I love you", "شكرا جزيلا",
     "mein name ist ali", "12345", "!!!", "zzzz", "ـــ", "،،"],
)  # fmt: skip
def test_noise_is_not_found(noise: str) -> None:
    assert shipped_reader().suggest(noise, 8) == []


@pytest.mark.parametrize(
    ("typed", "far"),
    [("Bäcker", "24422"), ("nurse", "52122"), ("نجار", "81302"), ("Koch", "43414")],
)
def test_another_trade_is_not_among_what_is_found(typed: str, far: str) -> None:
    assert far not in {one.code for one in shipped_reader().suggest(typed, 20)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Fachkraft für Lagerlogistik", {"51312", "51332"}),  # the port
        ("Pflegefachkraft", {"81302"}), ("Lagerhefler", {"51311"}),
        ("Maler/in", {"33211", "33212", "33213", "93422", "93323", "94612", "93542"}),
        ("أمين مخزن", {"51311", "51312"}),
        ("warehouse worker", {"51311", "51312", "51332"}),
    ],
)  # fmt: skip
def test_beside_a_title_that_is_clear_only_its_kin_is_offered(typed: str, found: set[str]) -> None:
    assert {one.code for one in shipped_reader().suggest(typed, 8)} == found


def test_what_is_not_clear_keeps_every_guess() -> None:
    groups = {one.code[:2] for one in shipped_reader().suggest("Baumechaniker", 8)}
    assert {"31", "25", "21"} <= groups


@pytest.mark.parametrize(
    ("typed", "other"),
    [("Teigmacher", "teacher"), ("Brodbäker", "Oudbauer"), ("Hausmeisterr", "Wassermeister")],
)
def test_letters_in_common_alone_make_no_title_alike(typed: str, other: str) -> None:
    far = shipped_reader().suggest(other, 1)[0].code
    assert far not in {one.code for one in shipped_reader().suggest(typed, 20)}


def test_a_part_of_a_compound_finds_what_begins_or_ends_with_it() -> None:
    names = {one.title for one in shipped_reader().suggest("mechaniker", 20)}
    assert {"Industriemechaniker/in", "Feinwerkmechaniker/in"} <= names
    assert "Lagerhelfer/in" in {one.title for one in shipped_reader().suggest("lager", 8)}


def test_every_label_and_synonym_in_every_language_finds_its_own_number() -> None:
    reader = shipped_reader()
    for one in load_catalogue().everyday[::7]:
        for name in one.names:
            assert reader.suggest(name, 1)[0].code == one.code, name


def test_an_everyday_name_is_shown_instead_of_the_classifications_own() -> None:
    shown = [one.title for one in shipped_reader().suggest("reinigung", 5)]
    assert "Reinigungskraft" in shown
    assert not any("(o.S.)" in title for title in shown)


def test_the_thorough_linker_learns_the_last_part_of_a_compound() -> None:
    trades = {"29222": "bäcker", "32122": "maurer", "22342": "tischler"}
    starts = ("Brot", "Kamin", "Möbel", "Kuchen", "Klinker", "Fein", "Bau", "Hof", "Stadt", "Land")
    taught = [(start + end, code) for start in starts for code, end in trades.items()]
    reader = TitleReader(thorough=True).fit(*zip(*taught, strict=True))
    groups = reader.group_names()
    for code, end in trades.items():
        chances = reader.predict_groups([f"Kirchen{end}in"])[0]
        assert groups[int(chances.argmax())] == code[:3]
        assert chances.sum() == pytest.approx(1.0)


def test_two_groups_are_too_few_for_the_thorough_way_and_still_work() -> None:
    reader = TitleReader(thorough=True).fit(["Bäcker/in", "Maurer/in"], ["29222", "32122"])
    assert reader.predict(["Maurerin"])[0] == "32122"


def test_a_typed_title_lies_nearest_to_its_own_subgroup() -> None:
    typed = shipped_reader().link(["Dorfbäckerin", "Wurstfleischer"]).tree
    near = typed @ tree_rows(["29222", "29232"]).T  # bakers, butchers: one group, two subgroups
    assert near[0, 0] > near[0, 1]
    assert near[1, 1] > near[1, 0]


def test_what_is_not_sure_comes_no_nearer_than_what_is() -> None:
    sure, vague = shipped_reader().link(["Bäcker", "Meister"]).tree
    assert vague @ vague < sure @ sure == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("najjar", "22342"), ("al-khabbaz", "29222"), ("naggar", "22342"), ("lahham", "24422"),
        ("slesar", "24412"), ("слесарь", "24412"), ("Shofer", "52122"), ("svarshchik", "24422"),
        ("نجّار", "22342"), ("النجار", "22342"), ("خبـاز", "29222"),
    ],
)  # fmt: skip
def test_whatever_keyboard_somebody_has_the_occupation_is_found(typed: str, code: str) -> None:
    assert shipped_reader().suggest(typed, 1)[0].code == code


def test_what_only_sounds_alike_is_offered_but_never_taken_as_sure() -> None:
    assert shipped_reader().suggest("najjar", 1)[0].confidence < SURE_ENOUGH
