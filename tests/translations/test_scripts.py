"""Letters that do not belong into a language are found, and those that do belong are left in peace."""

import polib
import pytest
from django.conf import settings as active
from hypothesis import given
from hypothesis import strategies as st

from config.languages import LANGUAGES, SOURCE, by_code
from translations import scripts
from translations.content import kinds
from translations.coverage import vocabulary, word_troubles
from translations.scripts import (
    ENGLISH,
    MIXED_SCRIPTS,
    NATIVE_DIGITS,
    NO_READING,
    TOO_MANY_LETTERS,
    WRONG_SCRIPT,
    ZAWGYI,
    letters,
    problems,
    visible,
)  # fmt: skip

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
each_translated = pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)


def codes(text: str, code: str) -> list[str]:
    return [found for found, _ in problems(text, by_code(code))]


def texts(code: str) -> list[str]:
    """Every translated text that the site ships in a language."""
    return [entry.msgstr for entry in polib.pofile(str(active.FIXTURE_ROOT / "text" / f"{code}.po")) if entry.msgstr]


RIGHT = [
    ("en", "You must not pay. Call OTIT: it is free."),
    ("ja", "技能実習生は、「時々」OTITに相談できます（〆切・ルール）。"),
    ("ja-simple", "お金《かね》を払《はら》わないでください。1日《いちにち》に8時間《じかん》。"),
    ("vi", "Đừng trả tiền môi giới. Hãy hỏi OTIT (đường dây SOS)."),
    ("id", "Jangan membayar. Hubungi OTIT, atau Migrant Workers Office di Tokyo."),
    ("fil", "Huwag magbayad. Tumawag sa Department of Migrant Workers sa Tokyo."),
    ("my", "ငွေမပေးပါနှင့်။ OTIT ကို ဖုန်းဆက်ပါ။"),
    ("zh-hans", "不要付钱。请看《劳动基准法》，或联系 OTIT。"),
    ("km", "កុំបង់ប្រាក់។ សូមទូរសព្ទទៅ OTIT។"),
    ("th", "อย่าจ่ายเงิน โทรหา OTIT ได้ฟรี"),
    ("ne", "पैसा नतिर्नुहोस्। OTIT लाई फोन गर्नुहोस्।"),
    ("mn", "Мөнгө бүү төл. OTIT руу утасд."),
]


@pytest.mark.parametrize(("code", "text"), RIGHT)
def test_words_in_the_letters_of_their_language_are_left_in_peace(code, text):
    assert codes(text, code) == []


@each_translated
def test_nothing_is_found_in_the_texts_that_the_site_ships(language):
    found = {text: list(problems(text, language)) for text in texts(language.code)}
    assert len(found) > 500
    assert {text: wrong for text, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("code", "text", "wrong"), [
    ("en", "the 技能 word", "技能 (CJK)"), ("vi", "thực tập 実習", "実習 (CJK)"), ("vi", "tіền", "tіền (CYRILLIC)"), ("id", "uаng", "uаng (CYRILLIC)"),
    ("fil", "pera ပိုက်ဆံ", "ပ (MYANMAR)"), ("my", "ငွေ เงิน", "เง (THAI)"), ("my", "မြန် ខ្មែរ", "ខ (KHMER)"), ("zh-hans", "请问ください", "请问ください (HIRAGANA)"),
    ("zh-hans", "公司カ", "公司カ (KATAKANA)"), ("km", "ប្រាក់ ไทย", "ไทย (THAI)"), ("th", "เงิน ប្រាក់", "ប (KHMER)"), ("ne", "पैसा টাকা", "ট (BENGALI)"),
    ("mn", "мөнгө 钱", "钱 (CJK)"), ("mn", "мөнγө", "мөнγө (GREEK)"), ("ja", "お金 деньги", "деньги (CYRILLIC)"), ("ja", "実習 돈", "돈 (HANGUL)"),
])  # fmt: skip
def test_a_letter_of_another_script_is_named_with_its_word(code, text, wrong):
    assert (WRONG_SCRIPT, wrong) in list(problems(text, by_code(code)))


@pytest.mark.parametrize("word", ["Mонгол", "мөнгo", "Oюутан", "pүү"])
def test_a_cyrillic_word_with_a_latin_letter_that_looks_the_same_is_found(word):
    assert list(problems(f"Энэ {word} юм.", by_code("mn"))) == [(MIXED_SCRIPTS, word)]


def test_latin_names_may_stand_beside_words_of_any_script_but_not_inside_a_cyrillic_one():
    for language in TRANSLATED:
        assert WRONG_SCRIPT not in codes("OTIT, JITCO, São Tomé, Đà Nẵng", language.code)
    assert codes("OTIT-д", "mn") == []


ZAWGYI_SAMPLES = [
    "ျမန္မာႏိုင္ငံ", "ေနေကာင္းလား", "ဂ်ပန္", "ေက်းဇူးတင္ပါတယ္", "အလုပ္သမား ေခၚယူသည္", "ပညာသင္ၾကား", "ဖုန္းဆက္ပါ", "ေငြမေပးပါႏွင့္",
    "က်န္းမာေရး", "သူ႔အလုပ္", "ကၽြန္ေတာ္", "ျပန္လာ", "လုပ္ငန္းရွင္", "စာခ်ဳပ္",
]  # fmt: skip
UNICODE_SAMPLES = [
    "မြန်မာနိုင်ငံ", "နေကောင်းလား", "ဂျပန်", "ကျေးဇူးတင်ပါတယ်", "အလုပ်သမား ခေါ်ယူသည်", "ပညာသင်ကြား", "ဖုန်းဆက်ပါ", "ငွေမပေးပါနှင့်",
    "ကျန်းမာရေး", "သူ့အလုပ်", "ကျွန်တော်", "ပြန်လာ", "လုပ်ငန်းရှင်", "စာချုပ်", "သတ္တိ၊ ဗုဒ္ဓ၊ အင်္ဂလိပ်၊ ယောက်ျား၊ ကြွေး၊ ဪ၊ ဥပဒေ၊ ၎င်း",
]  # fmt: skip


@pytest.mark.parametrize("text", ZAWGYI_SAMPLES)
def test_burmese_in_zawgyi_is_found(text):
    assert ZAWGYI in codes(text, "my")
    assert ZAWGYI in codes(f"OTIT ကို {text} (2027)", "my")


@pytest.mark.parametrize("text", UNICODE_SAMPLES)
def test_burmese_in_unicode_is_not_taken_for_zawgyi(text):
    assert codes(text, "my") == []


def test_no_burmese_word_of_the_site_is_taken_for_zawgyi():
    words = {word for text in texts("my") for word in visible(text).split()}
    assert len(words) > 1000
    assert not [word for word in words if ZAWGYI in codes(word, "my")]


@pytest.mark.parametrize(("code", "text", "digits"), [
    ("my", "၂၀၂၇ ခုနှစ်", "၀၂၇"), ("km", "ឆ្នាំ ២០២៧", "០២៧"), ("th", "ปี ๒๐๒๗", "๐๒๗"), ("ne", "२०२७ साल", "०२७"), ("ja", "２０２７年", "０２７"),
    ("zh-hans", "１号", "１"), ("vi", "năm ٢٠", "٠٢"),
])  # fmt: skip
def test_digits_of_a_script_are_found(code, text, digits):
    assert (NATIVE_DIGITS, digits) in list(problems(text, by_code(code)))
    assert codes("2027, 1/6", code) == []


@pytest.mark.parametrize(("text", "runs"), [
    ("お金を払《はら》う", ["金"]), ("漢字", ["漢字"]), ("**漢字**と会社《かいしゃ》", ["漢字"]), ("- 一つ\n- 二《ふた》つ", ["一"]),
    ("[漢字](page:help)", ["漢字"]), ("{date.change}から", []), ("[会社《かいしゃ》](term:host)", []), ("ひらがな", []),
])  # fmt: skip
def test_kanji_without_a_reading_are_found_where_all_must_have_one(text, runs):
    assert [found for code, found in problems(text, by_code("ja-simple")) if code == NO_READING] == runs
    assert NO_READING not in codes(text, "ja")
    assert NO_READING not in codes(text, "zh-hans")


@pytest.mark.parametrize(("code", "text"), [
    ("id", "You must not pay for this."), ("fil", "This is for the company and you."), ("vi", "Ask the office and you will know."),
    ("my", "ငွေ Do not pay the broker any money"), ("km", "ប្រាក់ you must not pay for this"), ("th", "เงิน call the police and wait for them"),
    ("ne", "पैसा the company is not allowed to keep"), ("mn", "Мөнгө you have to call the police"), ("zh-hans", "不要 pay the broker for this"),
    ("ja", "お金 ask the office for help"), ("ja-simple", "they will not pay you"),
])  # fmt: skip
def test_english_that_is_left_over_is_found(code, text):
    assert ENGLISH in codes(text, code)


@pytest.mark.parametrize(("code", "text"), [
    ("id", "Organization for Technical Intern Training membantu Anda."), ("fil", "Ang Department of Migrant Workers and Overseas Welfare"),
    ("vi", "Hãy tìm The Japan Times, International Trainee and Skilled Worker Cooperation Organization."), ("fil", "Libre ang is a."),
    ("th", "Migrant Workers Office Tokyo"), ("mn", "Employment Permit System Center"), ("km", "OTIT and JITCO"), ("en", "You must not pay for this."),
])  # fmt: skip
def test_names_in_english_and_a_single_word_are_not_taken_for_it(code, text):
    assert ENGLISH not in codes(text, code)


@pytest.mark.parametrize(("text", "count"), [
    ("abc", 3), ("漢字《かんじ》", 2), ("မြန်မာ", 3), ("नेपाल", 3), ("ខ្មែរ", 3), ("ไทย", 3), ("Tiếng", 5), ("**a** [b](page:help)", 3), ("", 0),
])  # fmt: skip
def test_letters_are_counted_as_readers_count_them(text, count):
    assert letters(text) == count


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_text_with_too_many_letters_for_its_place_is_found(language):
    kind, field, most = next((kind, field, most) for kind in kinds() for field, most in kind.most.items())
    signs = {"MYANMAR": "က", "KHMER": "ក", "THAI": "ก", "DEVANAGARI": "क", "CYRILLIC": "а", "LATIN": "a"}
    sign = signs.get(language.scripts[0], "あ" if language.japanese else "国")
    for more in (0, 1):
        found = [code for code, _ in word_troubles(kind, field, language, sign * (most + more), "", vocabulary())]
        assert found == [TOO_MANY_LETTERS] * more


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_no_text_whatever_makes_it_fail(text, language):
    for code, found in problems(text, language):
        assert code in {
            getattr(scripts, name) for name in dir(scripts) if name.isupper() and isinstance(getattr(scripts, name), str)
        }
        assert found
