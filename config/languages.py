"""The languages of the guide, one frozen row each. Pure: anyone may import this module.

A language is a row here, a catalog in locale/, a file in fixtures/text/ and a migration; CONTRIBUTING.md has the recipe, and
`manage.py new_language` makes all but the row. `live` says whether readers can reach it: the checks refuse a live language
whose words are not whole.
"""

from dataclasses import dataclass

JAPANESE = ("CJK", "HIRAGANA", "KATAKANA")
ONE_FORM = "nplurals=1; plural=0;"
TWO_FORMS = "nplurals=2; plural=(n != 1);"


@dataclass(frozen=True)
class Language:
    """One language: `code` as in addresses (BCP 47, lower case), `locale` as CLDR knows it, `fallback` for words of the frame."""

    code: str
    endonym: str
    english: str
    locale: str
    countries: tuple[str, ...] = ()  # ISO codes of the countries of trainees whose national language it is
    scripts: tuple[str, ...] = ("LATIN",)  # the scripts of its words, as Unicode begins the names of their letters
    plural: str = ONE_FORM  # the forms of words with a number, as gettext writes the rule
    day: str = "long"  # CLDR's name or a pattern of its letters for a whole day, as a public notice prints it
    month: str = ""  # such a pattern for a month and its year, where CLDR's is not what a notice prints
    clock: str = "H:mm"  # the hours of a day, of which there are 24 in every language, as on Japanese notices
    sign: bool = False  # a sum of yen or dollars has a sign; elsewhere a word, since ¥ is another money to some
    names: tuple[tuple[str, str], ...] = ()  # countries and languages by code, where CLDR's name is not what a notice prints
    joined: tuple[str, ...] = ()  # what stands between names in a row and before the last, where CLDR's is no sentence's
    order: str = ""  # its alphabet, where that is not the order of Unicode; letters of two signs stand in brackets
    switcher: str = ""  # the word "language" in this language, for the label of the switcher
    spelled: str = ""  # its endonym with readings, where its readers may need them
    direction: str = "ltr"
    fallback: str = "en"
    readings: bool = False  # every run of kanji carries its reading
    live: bool = True
    draft: bool = True  # no native reader has checked its words yet; every page of the language says so

    @property
    def folder(self) -> str:
        """The name of its folder in locale/, as gettext wants it: zh-hans → zh_Hans."""
        head, *tail = self.code.split("-")
        return "_".join([head, *(part.upper() if len(part) == 2 else part.title() for part in tail)])

    @property
    def wide(self) -> bool:
        """Whether its signs are as wide as high, and so its brackets and commas too."""
        return "CJK" in self.scripts

    @property
    def japanese(self) -> bool:
        """Whether its words are Japanese: they need no Japanese beside them, and may carry readings."""
        return self.code.split("-")[0] == "ja"


SOURCE = Language(
    "en", "English", "English", locale="en", plural=TWO_FORMS, day="d MMMM y", sign=True, switcher="Language", draft=False
)

LANGUAGES: tuple[Language, ...] = (
    SOURCE,
    Language("ja", "日本語", "Japanese", locale="ja", scripts=JAPANESE, switcher="言語", names=(("km", "カンボジア語"),)),
    Language(
        "ja-simple", "やさしい日本語", "Easy Japanese", locale="ja", switcher="言葉《ことば》", scripts=JAPANESE,
        fallback="ja", readings=True, names=(("km", "カンボジア語"),),
        spelled="やさしい日本語《にほんご》",
    ),
    Language(
        "vi", "Tiếng Việt", "Vietnamese", locale="vi", countries=("VN",), day="'ngày' d MMMM 'năm' y", switcher="Ngôn ngữ",
        names=(("my", "Tiếng Myanmar"),), order="aăâbcdđeêfghijklmnoôơpqrstuưvwxyz",
    ),
    Language(
        "id", "Bahasa Indonesia", "Indonesian", locale="id", switcher="Bahasa", countries=("ID",),
        clock="HH.mm", names=(("zh-hans", "Mandarin"),),
    ),
    Language(
        "fil", "Filipino", "Filipino", locale="fil", switcher="Wika", countries=("PH",), plural="nplurals=2; plural=(n > 1);",
        sign=True, joined=(", ", " at "), names=(("ja", "Nihongo"), ("es", "Espanyol")),
        order="abcdefghijklmnñ(ng)opqrstuvwxyz",
    ),
    Language(
        "my", "မြန်မာဘာသာ", "Burmese", locale="my", switcher="ဘာသာစကား", countries=("MM",), scripts=("MYANMAR",),
        day="y 'ခုနှစ်' MMMM'လ' d 'ရက်'",
        month="y 'ခုနှစ်' MMMM'လ'", joined=("၊ ", " နှင့် "), names=(("MN", "မွန်ဂိုလီးယား"),),
    ),
    Language(
        "zh-hans", "简体中文", "Chinese (Simplified)", locale="zh_Hans", switcher="语言", countries=("CN",), scripts=("CJK",),
    ),
    Language(
        "km", "ភាសាខ្មែរ", "Khmer", locale="km", switcher="ភាសា", countries=("KH",), scripts=("KHMER",),
        day="'ថ្ងៃទី' d 'ខែ'MMMM 'ឆ្នាំ' y", month="'ខែ'MMMM 'ឆ្នាំ' y",
    ),
    Language(
        "th", "ไทย", "Thai", locale="th", switcher="ภาษา", countries=("TH",), scripts=("THAI",),
        clock="H.mm", names=(("fil", "ฟิลิปีโน"),),
    ),
    Language(
        "ne", "नेपाली", "Nepali", locale="ne", switcher="भाषा", countries=("NP",), scripts=("DEVANAGARI",), plural=TWO_FORMS,
        joined=(", ", " र "), names=(
            ("VN", "भियतनाम"), ("ID", "इन्डोनेसिया"), ("MM", "म्यानमार"), ("TH", "थाइल्यान्ड"), ("PL", "पोल्यान्ड"),
            ("TL", "पूर्वी टिमोर"), ("fil", "फिलिपिनो"),
        ),
    ),
    Language(
        "mn", "Монгол", "Mongolian", locale="mn", switcher="Хэл", countries=("MN",), scripts=("CYRILLIC",), plural=TWO_FORMS,
        day="y 'оны' M-'р' 'сарын' d", month="y 'оны' M-'р' 'сар'",
        order="абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
    ),
)  # fmt: skip

# What a browser asks for, and the code that we would serve it under, whether or not that language is live yet:
# old names (RFC 5646), and Chinese by script and region. Traditional Chinese readers read the simplified page
# more easily than the English one.
ALIASES = {
    "tl": "fil",
    "in": "id",
    "zh": "zh-hans",
    "zh-cn": "zh-hans",
    "zh-sg": "zh-hans",
    "zh-tw": "zh-hans",
    "zh-hk": "zh-hans",
}


def live(languages: tuple[Language, ...] = LANGUAGES) -> tuple[Language, ...]:
    """The languages that readers can reach, in the order of the registry."""
    return tuple(language for language in languages if language.live)


def by_code(code: str, languages: tuple[Language, ...] = LANGUAGES) -> Language | None:
    """The language with this code, live or not, or None."""
    return next((language for language in languages if language.code == code), None)
