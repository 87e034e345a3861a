"""Fictional names: first and last names as they are common, put together at random.

Each name is written as on a German document and, where that is another one, in its own script.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

Name = tuple[str, str]
"""Latin letters, own script."""


@dataclass(frozen=True, slots=True)
class NameStock:
    """Names that go together, the language of the letters, and the share of people."""

    language: str
    share: float
    male: tuple[Name, ...]
    female: tuple[Name, ...]
    family: tuple[Name, ...]


def _pairs(text: str) -> tuple[Name, ...]:
    words = text.split()
    return tuple(zip(words[::2], words[1::2], strict=True))


STOCKS = (
    NameStock(
        language="ar",
        share=0.46,
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
        language="en",
        share=0.17,
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
        language="en",
        share=0.13,
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
        language="en",
        share=0.14,
        male=_pairs(
            "Oleksandr Олександр Andrij Андрій Dmytro Дмитро Serhij Сергій Bohdan Богдан "
            "Mykola Микола"
        ),
        female=_pairs(
            "Olena Олена Oksana Оксана Iryna Ірина Natalija Наталія Kateryna Катерина Julija Юлія"
        ),
        family=_pairs(
            "Kowalenko Коваленко Schewtschenko Шевченко Bondarenko Бондаренко Melnyk Мельник "
            "Tkatschenko Ткаченко Krawez Кравець Lyssenko Лисенко Moros Мороз"
        ),
    ),
    NameStock(
        language="de",
        share=0.10,
        male=_pairs(
            "Mehmet Mehmet Emre Emre Baran Baran Azad Azad Serhat Serhat Arben Arben "
            "Ismail Ismail Lamin Lamin"
        ),
        female=_pairs("Berfin Berfin Zeynep Zeynep Rojin Rojin Elira Elira Aissatou Aissatou"),
        family=_pairs(
            "Demir Demir Aslan Aslan Öztürk Öztürk Kurt Kurt Hoxha Hoxha Gashi Gashi "
            "Diallo Diallo Camara Camara"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class DemoName:
    """A drawn name and the language its bearer reads."""

    given: str
    family: str
    own_script: str | None
    language: str


def draw_name(draw: Random, *, is_female: bool) -> DemoName:
    """Draw a name of one stock, given and family name of the same one."""
    stock = draw.choices(STOCKS, weights=[one.share for one in STOCKS])[0]
    given = draw.choice(stock.female if is_female else stock.male)
    family = draw.choice(stock.family)
    own = f"{given[1]} {family[1]}"
    latin = f"{given[0]} {family[0]}"
    return DemoName(given[0], family[0], None if own == latin else own, stock.language)
