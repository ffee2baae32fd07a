"""The alphabetical order of each language, as its dictionaries have it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.languages import LANGUAGES, by_code
from translations import formats
from translations.ordering import key, ordered

DICTIONARY = {
    "en": "angle Apple banana Bangladesh café cafeteria Cambodia Zebra",
    "ja": "アメリカ インド インドネシア 英語 韓国 カンボジア 台湾 中国 日本 ネパール 東ティモール フィリピン ベトナム モンゴル ラオス",
    "ja-simple": "アメリカ インド 英語《えいご》 韓国《かんこく》 カンボジア 中国《ちゅうごく》 日本《にほん》 ネパール 東《ひがし》ティモール ベトナム",
    "vi": "an ăn âm ba Bhutan cá Campuchia da đa em êm Indonesia Lào Mông-Cổ Myanmar Nepal ong ông ơn Philippines Trung-Quốc ung ưng",
    "id": "Bangladesh Filipina India Indonesia Jepang Kamboja Laos Mongolia Nepal Thailand Tiongkok Uzbekistan Vietnam",
    "fil": "bansa banyo bango Kambodya luya mansanas manga nanay niyog ñino ngayon ngiti oras Pilipinas Tsina Vietnam",
    "my": "ကမ္ဘောဒီးယား ဂျပန် တရုတ် ထိုင်း နီပေါ ဖိလစ်ပိုင် ဗီယက်နမ် မြန်မာ လာအို အင်ဒိုနီးရှား",
    "zh-hans": "菲律宾 韩国 柬埔寨 老挝 孟加拉国 缅甸 尼泊尔 日本 泰国 印度 印度尼西亚 越南 中国",
    "km": "កម្ពុជា ចិន ជប៉ុន ថៃ នេប៉ាល់ មីយ៉ាន់ម៉ា ឡាវ ឥណ្ឌូនេស៊ី",
    "th": "กัมพูชา เกาหลี จีน ญี่ปุ่น ไทย เนปาล บังกลาเทศ โปแลนด์ ฟิลิปปินส์ มองโกเลีย เมียนมา ลาว เวียดนาม ศรีลังกา อินเดีย อินโดนีเซีย",
    "ne": "अमेरिका इन्डोनेसिया कम्बोडिया चीन जापान थाइल्यान्ड नेपाल फिलिपिन्स भारत भियतनाम मङ्गोलिया म्यानमार लाओस श्रीलङ्का",
    "mn": "Вьетнам Ёлка Жуковский Индонез йод Камбож Монгол Мьянмар Непал ор өвөл пиво Тайланд Узбекистан үүл Филиппин Япон",
}
each = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
mixed = st.lists(st.text(max_size=8) | st.sampled_from(" ".join(DICTIONARY.values()).split()), max_size=8)


@each
def test_a_list_stands_as_in_a_dictionary_of_the_language(language):
    words = DICTIONARY[language.code].split()
    assert len(words) > 7
    for seed in range(5):
        assert ordered(random.Random(seed).sample(words, len(words)), language) == words


def test_every_language_of_the_registry_has_its_words_here():
    assert set(DICTIONARY) == {language.code for language in LANGUAGES}


@pytest.mark.parametrize(("code", "words"), [
    ("en", "Resume resume Résumé résumé"),  # without a difference of letters, the accent counts after all
    ("vi", "ma mà"), ("vi", "âm ấm âmp"), ("vi", "nga nghe nha"),
    ("fil", "ng nga NGA ngb"), ("ja", "かな ガナ カナダ"), ("ja", "はん ばん パン ハンガリー"), ("mn", "е ё ж"), ("mn", "и й к"),
])  # fmt: skip
def test_case_and_accents_that_make_no_letter_count_last(code, words):
    expected = words.split()
    plain = [key(word, by_code(code))[0] for word in expected]
    assert plain == sorted(plain)
    assert [word.casefold() for word in ordered(reversed(expected), by_code(code))] == [word.casefold() for word in expected]


@pytest.mark.parametrize(("code", "same", "other"), [
    ("en", "é", "e"), ("vi", "ậ", "â"), ("vi", "É", "e"), ("ja", "ガ", "か"), ("fil", "NG", "ng"), ("mn", "Ө", "ө"),
])  # fmt: skip
def test_what_is_the_same_letter_of_an_alphabet_is_sorted_as_one(code, same, other):
    assert key(same, by_code(code))[0] == key(other, by_code(code))[0]


@pytest.mark.parametrize(("code", "first", "then"), [
    ("vi", "a", "ă"), ("vi", "ă", "â"), ("vi", "d", "đ"), ("vi", "ằ", "ẩ"), ("fil", "n", "ñ"), ("fil", "ñ", "ng"), ("fil", "ng", "o"),
    ("mn", "о", "ө"), ("mn", "ө", "п"), ("mn", "у", "ү"), ("mn", "ү", "ф"), ("mn", "е", "ё"),
])  # fmt: skip
def test_a_letter_of_its_own_has_a_place_of_its_own(code, first, then):
    assert key(first, by_code(code))[0] < key(then, by_code(code))[0]


@each
@given(mixed)
def test_any_names_can_be_sorted_and_stand_in_one_order_only(language, names):
    found = ordered(names, language)
    assert sorted(found) == sorted(names)
    assert ordered(names[::-1], language) == found
    keys = [key(name, language) for name in found]
    assert keys == sorted(keys)
    assert all(
        (one == other) == (name == again)
        for one, name in zip(keys, found, strict=True)
        for other, again in zip(keys, found, strict=True)
    )


@each
def test_the_countries_of_the_site_have_an_order_and_a_name_each(language):
    names = [formats.country(iso, language) for one in LANGUAGES for iso in one.countries]
    assert len(set(ordered(names, language))) == len(names) == 9
