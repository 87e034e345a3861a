"""Cut the fonts down to the letters in use and write the sheets that name them."""

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset

# KERN asks for 400, 500 and 600; 600 also serves 500, so two files are enough.
WEIGHTS = {"Regular": ("400", "400"), "SemiBold": ("600", "500 700")}

LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+1E9E,"
    "U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,"
    "U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2260,U+2264-2265"
)
LATIN_EXTENDED = "U+0100-0130,U+0132-0151,U+0154-024F,U+0259,U+1E00-1E9D,U+1EA0-1EFF,U+20BA,U+20BD"
CYRILLIC = "U+0400-045F,U+0490-0491,U+04B0-04B1"
ARABIC = (
    "U+0600-0605,U+060C-060E,U+0610-061C,U+061E-06FF,U+200C-200F,U+2010-2011,U+204F,U+2E41,"
    "U+FD3E-FD3F"
)
ETHIOPIC = "U+1200-137F,U+1380-1399"
SPACES = "U+0020,U+00A0"
"""In every cut: a PDF sets the space between two words in the font of the words."""


@dataclass(frozen=True)
class Cut:
    """One part of a font: its file after cutting, the family it serves and its letters."""

    source: str
    family: str
    part: str
    weight: str
    declared_weight: str
    letters: str

    @property
    def file_name(self) -> str:
        """Name of the cut file, for example ``fira-sans-latin-400.woff2``."""
        return f"{self.family.lower().replace(' ', '-')}-{self.part}-{self.weight}.woff2"


def fira_cuts() -> list[Cut]:
    """Return KERN's own font in three parts, so that a German page loads one of them only."""
    parts = {"latin": LATIN, "latin-extended": LATIN_EXTENDED, "cyrillic": CYRILLIC}
    folder = "@kern-ux/native/dist/fonts/fira-sans"
    return [
        Cut(f"{folder}/FiraSans-{name}.woff2", "Fira Sans", part, weight, declared, letters)
        for name, (weight, declared) in WEIGHTS.items()
        for part, letters in parts.items()
    ]


def noto_cuts(script: str, letters: str, *, weights: int = 2) -> list[Cut]:
    """Return Noto Sans for one script; of a large one the regular weight only, to stay light."""
    folder = f"@fontsource/noto-sans-{script}/files/noto-sans-{script}-{script}"
    return [
        Cut(
            f"{folder}-{weight}-normal.woff2",
            f"Noto Sans {script.title()}",
            script,
            weight,
            declared,
            letters,
        )
        for weight, declared in list(WEIGHTS.values())[:weights]
    ]


def print_cuts() -> list[Cut]:
    """Return the Arabic of PDF files, where each letter is one shape in each of its places.

    Noto Sans Arabic sets a letter of a shape and its dots; who copies such a text out of a PDF,
    or has it read aloud, gets other letters.
    """
    folder = "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic"
    return [
        Cut(
            f"{folder}-{weight}-normal.woff2",
            "IBM Plex Sans Arabic",
            "print",
            weight,
            declared,
            ARABIC,
        )
        for weight, declared in WEIGHTS.values()
    ]


def cut_font(cut: Cut, packages: Path, target: Path) -> None:
    """Write the letters of ``cut`` as WOFF2; joining, kerning and marks stay."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = [*options.layout_features, "tnum", "lnum"]
    options.notdef_outline = True
    options.hinting = False
    font = subset.load_font(str(packages / cut.source), options)
    subsetter = subset.Subsetter(options)
    letters = f"{cut.letters},{SPACES}".replace("U+", "")
    subsetter.populate(unicodes=subset.parse_unicodes(letters))
    subsetter.subset(font)
    subset.save_font(font, str(target / cut.file_name), options)


def font_faces(cuts: list[Cut], target: Path) -> str:
    """Return the ``@font-face`` rules; each address carries the hash of its file."""
    return "".join(
        f'@font-face{{font-family:"{cut.family}";font-style:normal;'
        f"font-weight:{cut.declared_weight};font-display:swap;"
        f'src:url("fonts/{versioned(target / cut.file_name)}") format("woff2");'
        f"unicode-range:{cut.letters}}}"
        for cut in cuts
    )


def versioned(path: Path) -> str:
    """Return the address by which a file may be kept for ever: it changes with the content."""
    return f"{path.name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
