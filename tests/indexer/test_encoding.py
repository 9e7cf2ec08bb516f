"""Bytes into text: whatever a page says of its encoding, its letters come out right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoding import codec_name, decode

FRENCH = "<p>L’été où l’île brûla, les pêcheurs français dînèrent à l’hôtel près du phare : « déjà vu ».</p>" * 5
RUSSIAN = "<p>Городской совет проголосовал за новый мост через гавань, сообщил мэр.</p>" * 5
CHINESE = "<p>岛屿议会星期二晚间投票，决定给十一名灯塔看守人每年冬天增加六天假期。</p>" * 5
TAIWANESE = "<p>島嶼議會星期二晚間投票，決定給十一名燈塔看守人每年冬天增加六天假期。</p>" * 5
JAPANESE = "<p>島の議会は火曜日の夜、灯台守に冬の休みを六日増やすことを決めた。</p>" * 5
CZECH = (
    "<p>Rada města v úterý večer rozhodla, že strážci majáku dostanou více volna. Je to první změna a jsou rádi.</p>"
    * 5
)


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        (FRENCH, "utf-8", ""),
        (FRENCH, "utf-8", "iso-8859-1"),
        (FRENCH, "utf-8-sig", "windows-1251"),
        (FRENCH, "cp1252", ""),
        (FRENCH, "cp1252", "iso-8859-1"),
        (FRENCH, "cp1252", "utf-8"),
        (FRENCH, "utf-16", ""),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE, "gb18030", "iso-8859-1"),
        (CHINESE, "gb18030", "no-such-charset"),
        (TAIWANESE, "big5", "big5"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", ""),
        (CZECH, "cp1250", "windows-1250"),
    ],
)
def test_letters_come_out_right_whatever_was_declared(text: str, codec: str, declared: str) -> None:
    assert decode(text.encode(codec), declared) == text


@pytest.mark.parametrize("label", ["gb2312", "GB18030", "gbk"])
def test_a_charset_named_in_the_page_is_read_as_its_superset(label: str) -> None:
    page = f'<meta http-equiv=Content-Type content="text/html; charset={label}">{CHINESE}㐀'
    assert decode(page.encode("gb18030")) == page


def test_labels_are_widened_as_browsers_do() -> None:
    assert codec_name("ISO-8859-1") == codec_name("latin1") == codec_name("us-ascii") == "cp1252"
    assert codec_name("gb2312") == "gb18030"
    assert codec_name("nonsense") == codec_name("base64") == ""


def test_a_page_cut_in_the_middle_of_a_letter_stays_utf8() -> None:
    assert decode(FRENCH.encode()[:6]) == "<p>L\ufffd"
    assert decode((FRENCH + "é").encode()[:-1]).startswith(FRENCH)


def test_one_byte_pasted_from_another_encoding_does_not_spoil_the_page() -> None:
    text = decode(FRENCH.encode() * 3 + b"caf\xe9 ")
    assert text.startswith(FRENCH)


@given(
    st.binary(max_size=400), st.sampled_from(["", "utf-8", "gb2312", "utf-16", "base64", "idna", "hex", "\x00", "big5"])
)
def test_no_bytes_are_too_strange(data: bytes, declared: str) -> None:
    assert "\x00" not in decode(data, declared)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"], exclude_characters="\ufeff"), max_size=300)
)
def test_utf8_is_always_recognised(text: str) -> None:
    assert decode(text.encode(), "iso-8859-1") == text
