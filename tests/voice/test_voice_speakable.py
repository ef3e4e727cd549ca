"""What is written, as it is said aloud."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.voice.house import Accent
from assistant.voice.speakable import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # times
        ("It's 3:05 pm.", "It's three oh five PM."),
        ("It's 3:05 p.m. Come in.", "It's three oh five PM. Come in."),
        ("at 15:30, or at 8:00", "at fifteen thirty, or at eight o'clock"),
        ("It is 00:07 now", "It is seven minutes past midnight now"),
        ("9am-5pm", "nine AM to five PM"),
        ("10:30-11:45", "ten thirty to eleven forty-five"),
        # dates and years
        ("2026-11-22", "November twenty-second, twenty twenty-six"),
        ("Sunday, November 22, 2026", "Sunday, November twenty-second, twenty twenty-six"),
        ("on the 3rd of May", "on the third of May"),
        ("in 1984, in the 1990s", "in nineteen eighty-four, in the nineteen nineties"),
        ("2019–2021, since 2005", "twenty nineteen to twenty twenty-one, since two thousand five"),
        # money
        ("$3.50, €20, £1.99", "three dollars and fifty cents, twenty euros, one pound and ninety-nine pence"),
        ("$1.5 million", "one point five million dollars"),
        ("$5/month", "five dollars per month"),
        # measures
        ("5 km, 1 kg, 20 °C, 10 %", "five kilometers, one kilogram, twenty degrees Celsius, ten percent"),
        ("80 km/h for 10–20 km", "eighty kilometers per hour for ten to twenty kilometers"),
        ("-5°C", "minus five degrees Celsius"),
        ("3m²", "three square meters"),
        # numbers
        ("the 21st and the 100th", "the twenty-first and the one hundredth"),
        ("pages 10-15", "pages ten to fifteen"),
        ("pi is 3.14", "pi is three point one four"),
        ("1,000,000 people", "one million people"),
        ("7 × 8 = 56. 5 - 3 = 2", "seven times eight equals fifty-six. five minus three equals two"),
        ("The total is 1764.", "The total is one thousand seven hundred and sixty-four."),
        ("1/2 cup, 2 1/2 hours, 24/7", "one half cup, two and a half hours, twenty-four seven"),
        ("007", "zero zero seven"),
        ("B2B, MP3, 3D, COVID-19", "B two B, MP three, three D, COVID-nineteen"),
        # telephone: what a frightened person must be able to write down
        ("call or text 988, or 911", "call or text nine eight eight, or nine one one"),
        ("116 123", "one one six, one two three"),
        ("text SHOUT to 85258", "text SHOUT to eight five two five eight"),
        ("1737 (call or text)", "one seven three seven, call or text,"),
        ("Lifeline 13 11 14", "Lifeline one three, one one, one four"),
        ("call 112 or 999.", "call one one two or nine nine nine."),
        ("(555) 123-4567", "five five five, one two three, four five six seven"),
        # addresses
        ("See https://www.example.com/docs?x=1.", "See example dot com slash docs."),
        ("anna.b@example.com", "anna dot b at example dot com"),
        ("findahelpline.com", "findahelpline dot com"),
        # for the eye only
        ("**Bold** *slanted* `code` ~~gone~~", "Bold slanted code gone"),
        ("[a link](https://x.y/z) ![a picture](p.png)", "a link a picture"),
        ("# Title\n\n- milk\n- eggs", "Title. milk. eggs"),
        ("```py\nx = 1\n```\nDone", "Done"),
        ("Hello 😀❤️👩‍👩‍👧 :) world", "Hello world"),
        ("<speak>hi</speak>", "hi"),
        ("[[h@l'oU]]", "h at l'oU,"),
        ("a\u202eb\u200bc\x07d\ufeff", "abc d"),
        ("3 < 5 & 7 > 2", "three is less than five and seven is greater than two"),
        # short forms
        ("Mr. Smith, e.g. here, etc.", "Mister Smith, for example, here, et cetera."),
        ("St. Paul, Main St.", "Saint Paul, Main Street"),
        ("OS1 in the U.S. and the U.K.", "OS one in the US and the UK."),
        ("J. R. R. Tolkien", "J R R Tolkien"),
        ("Wait—what?! well... no", "Wait — what? well… no"),
        # other scripts
        ("α and ñandú, 漢字", "alpha and ñandú,"),
        ("😀", ""),
        ("\ud800", ""),
    ],
)  # fmt: skip
def test_it_is_said_as_people_say_it(written: str, said: str) -> None:
    assert speakable(written) == said


def test_a_british_voice_says_dates_the_british_way() -> None:
    said = speakable("November 3, 2026 is not 03/11/2025", Accent.BRITISH)
    assert said == (
        "the third of November, twenty twenty-six is not the third of November, twenty twenty-five"
    )


SAYABLE = re.compile(r"[A-Za-zÀ-ɏ' ,.;:!?…—-]*")
FIGURES = st.text(
    alphabet="0123456789 .,:-–/$€%°'\"apmkhC()[]<>*_#@+=^~|`\\\nxX&é٣²½⅓①", max_size=60
)


@given(st.one_of(st.text(max_size=80), FIGURES), st.sampled_from(Accent))
def test_anything_at_all_becomes_plain_words(text: str, accent: Accent) -> None:
    said = speakable(text, accent)
    assert SAYABLE.fullmatch(said)
    assert said == said.strip()


@given(st.text(alphabet="abc <>[]/'\"&;!-=", max_size=60))
def test_no_markup_reaches_the_voice(text: str) -> None:
    assert not set("<>[]{}&*`_\\|") & set(speakable(text))


@pytest.mark.parametrize(
    "noise", ["1", "12:", "1,", "[(", "<a", "*", "_a", "a@", "http://", "call 1 ", "\n", "May 1 "]
)
def test_a_megabyte_of_noise_is_over_soon(noise: str) -> None:
    assert SAYABLE.fullmatch(speakable(noise * (1_000_000 // len(noise))))
