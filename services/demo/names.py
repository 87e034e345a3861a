"""Fictional names: first and last names as they are common, put together at random.

Each name is written as on a German document and, where that is another one, in its own script.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from domain.languages import Script

Name = tuple[str, str]
"""Latin letters, own script."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where people of one stock of names went to school, and what they spoke and read there."""

    country: str
    language: str
    script: Script


@dataclass(frozen=True, slots=True)
class NameStock:
    """Names that go together, the homes they are common in, and the share of people."""

    share: float
    letters: str
    """The language of the pages and letters that its people read best."""
    homes: tuple[Home, ...]
    male: tuple[Name, ...]
    female: tuple[Name, ...]
    family: tuple[Name, ...]


def _pairs(text: str) -> tuple[Name, ...]:
    words = text.split()
    return tuple(zip(words[::2], words[1::2], strict=True))


STOCKS = (
    NameStock(
        share=0.49,
        letters="ar",
        homes=(Home("SY", "ar", Script.ARABIC), Home("IQ", "ar", Script.ARABIC)),
        male=_pairs(
            "Ahmad أحمد Omar عمر Khaled خالد Yousef يوسف Mahmoud محمود Ali علي Hassan حسن "
            "Samir سمير Tarek طارق Nabil نبيل Bassel باسل Rami رامي Firas فراس Ziad زياد "
            "Anas أنس Walid وليد Karim كريم Jamal جمال"
        ),
        female=_pairs(
            "Amal أمل Samira سميرة Fatima فاطمة Rana رنا Hala هالة Nour نور Maryam مريم "
            "Layla ليلى Dima ديمة Rima ريما Huda هدى Salma سلمى"
        ),
        family=_pairs(
            "Haddad حداد Najjar نجار Khatib خطيب Sabbagh صباغ Darwish درويش Hamdan حمدان "
            "Masri مصري Issa عيسى Saleh صالح Qasem قاسم Rahal رحال Shami شامي Hariri حريري "
            "Jabbour جبور Kanaan كنعان Mansour منصور Nasser ناصر Taha طه"
        ),
    ),
    NameStock(
        share=0.20,
        letters="en",
        homes=(Home("AF", "fa_AF", Script.ARABIC), Home("IR", "fa", Script.ARABIC)),
        male=_pairs(
            "Ahmadzai احمدزی Reza رضا Hamid حمید Jawad جواد Mustafa مصطفی Farid فرید "
            "Navid نوید Omid امید Rahim رحیم Zaher ظاهر"
        ),
        female=_pairs("Zahra زهرا Nilofar نیلوفر Shirin شیرین Parwin پروین Laila لیلا Mina مینا"),
        family=_pairs(
            "Ahmadi احمدی Rahimi رحیمی Hosseini حسینی Karimi کریمی Noori نوری Sultani سلطانی "
            "Amiri امیری Haidari حیدری Mohammadi محمدی Rezai رضایی"
        ),
    ),
    NameStock(
        share=0.18,
        letters="en",
        homes=(Home("ER", "ti", Script.ETHIOPIC),),
        male=_pairs(
            "Tesfay ተስፋይ Yonas ዮናስ Dawit ዳዊት Filmon ፊልሞን Samuel ሳሙኤል Kidane ኪዳነ "
            "Mebrahtu መብራህቱ Robel ሮቤል"
        ),
        female=_pairs("Selam ሰላም Helen ሄለን Semhar ሰምሃር Ruta ሩታ Bethlehem ቤተልሄም"),
        family=_pairs(
            "Tekle ተክለ Gebremariam ገብረማርያም Haile ሃይለ Woldu ወልዱ Berhane ብርሃነ Mehari መሃሪ "
            "Abraha ኣብርሃ Habte ሃብተ"
        ),
    ),
    NameStock(
        share=0.07,
        letters="de",
        homes=(Home("TR", "ku", Script.LATIN), Home("TR", "tr", Script.LATIN)),
        male=_pairs("Mehmet Mehmet Emre Emre Baran Baran Azad Azad Serhat Serhat"),
        female=_pairs("Berfin Berfin Zeynep Zeynep Rojin Rojin Dilan Dilan"),
        family=_pairs("Demir Demir Aslan Aslan Öztürk Öztürk Kurt Kurt"),
    ),
    NameStock(
        share=0.06,
        letters="en",
        homes=(Home("GN", "fr", Script.LATIN),),
        male=_pairs("Lamin Lamin Ismail Ismail Mamadou Mamadou Ibrahima Ibrahima"),
        female=_pairs("Aissatou Aissatou Mariama Mariama Kadiatou Kadiatou"),
        family=_pairs("Diallo Diallo Camara Camara Barry Barry Bah Bah"),
    ),
)


UKRAINIAN = NameStock(
    share=1,
    letters="en",
    homes=(Home("UA", "uk", Script.CYRILLIC), Home("UA", "ru", Script.CYRILLIC)),
    male=_pairs(
        "Oleksandr Олександр Andrij Андрій Dmytro Дмитро Serhij Сергій Bohdan Богдан Mykola Микола"
    ),
    female=_pairs(
        "Olena Олена Oksana Оксана Iryna Ірина Natalija Наталія Kateryna Катерина Julija Юлія"
    ),
    family=_pairs(
        "Kowalenko Коваленко Schewtschenko Шевченко Bondarenko Бондаренко Melnyk Мельник "
        "Tkatschenko Ткаченко Krawez Кравець Lyssenko Лисенко Moros Мороз"
    ),
)
"""People under temporary protection (§ 24 AufenthG); nobody else has these names."""


@dataclass(frozen=True, slots=True)
class DemoName:
    """A drawn name, the home it came from and the language its bearer reads."""

    given: str
    family: str
    own_script: str | None
    letters: str
    home: Home


def draw_name(draw: Random, *, is_female: bool, is_ukrainian: bool = False) -> DemoName:
    """Draw a name of one stock, given and family name of the same one."""
    drawn = draw.choices(STOCKS, weights=[one.share for one in STOCKS])[0]
    stock = UKRAINIAN if is_ukrainian else drawn
    given = draw.choice(stock.female if is_female else stock.male)
    family = draw.choice(stock.family)
    own = f"{given[1]} {family[1]}"
    latin = f"{given[0]} {family[0]}"
    return DemoName(
        given=given[0],
        family=family[0],
        own_script=None if own == latin else own,
        letters=stock.letters,
        home=draw.choice(stock.homes),
    )
