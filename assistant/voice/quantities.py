"""Times, dates, money, measures, telephone numbers and sums as they are said aloud. Pure.

Every function takes a text and returns it with its own kind of figure put into words. The order in
which `speakable` calls them matters: the most particular first.
"""

from __future__ import annotations

import re

from assistant.voice.house import Accent
from assistant.voice.numbers import (
    cardinal,
    decimal,
    digit_by_digit,
    fraction,
    number,
    ordinal,
    plural_decade,
    year,
)

# --- times ---------------------------------------------------------------------------------

_TIME = re.compile(
    r"(?<![\d:.])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:])(?:\s?([AaPp])\.?\s?[Mm]\b\.?(?!\w))?"
)
_HOUR = re.compile(r"(?<![\d:.,])(1[0-2]|0?[1-9])\s?([AaPp])\.?\s?[Mm]\b(\.(?!\s+[A-Z]|\s*$))?")
_FROM_TO = re.compile(r"(?<=[\dmM.])\s?[-–]\s?(?=\d{1,2}(?::[0-5]\d|\s?[AaPp]\.?[Mm]\b))")
_O_CLOCK = re.compile(r"\b(\d{1,2})\s?o'?clock", re.IGNORECASE)


def times(text: str) -> str:
    """ "3:05 pm" → "three oh five PM", "15:30" → "fifteen thirty", "8:00" → "eight o'clock"."""
    text = _TIME.sub(_time, _FROM_TO.sub(" to ", text))
    text = _HOUR.sub(lambda m: f"{cardinal(str(int(m[1])))} {m[2].upper()}M", text)
    return _O_CLOCK.sub(lambda m: f"{cardinal(str(int(m[1])))} o'clock", text)


def _time(match: re.Match[str]) -> str:
    hour, minute, second = int(match[1]), int(match[2]), match[3]
    if hour > 24:
        return f"{cardinal(match[1])} to {cardinal(match[2].lstrip('0') or '0')}"
    half = f" {match[4].upper()}M" if match[4] else ""
    # a full stop that only closed "p.m." at the end of a sentence closes the sentence too
    ends = re.match(r"\s*$|\s+[A-Z]", match.string[match.end() :])
    stop = "." if match[0].endswith(".") and ends else ""
    spoken = _hour_and_minute(hour, minute, bool(half))
    if second is not None:
        spoken += f" and {_counted(second, 'second')}"
    return spoken + half + stop


def _hour_and_minute(hour: int, minute: int, half_named: bool) -> str:
    if hour == 0 and half_named:
        hour = 12
    if hour in {0, 24} and not half_named:
        if not minute:
            return "midnight"
        return f"{_counted(str(minute), 'minute')} past midnight"
    spoken_hour = cardinal(str(hour))
    if minute:
        return f"{spoken_hour} {'oh ' if minute < 10 else ''}{cardinal(str(minute))}"
    if half_named:
        return spoken_hour
    return f"{spoken_hour} o'clock" if hour <= 12 else f"{spoken_hour} hundred"


def _counted(digits: str, unit: str) -> str:
    count = int(digits)
    return f"{cardinal(str(count))} {unit}{'' if count == 1 else 's'}"


# --- dates ---------------------------------------------------------------------------------

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH_SHORT = {name[:3].lower(): name for name in _MONTHS} | {"sept": "September"}
_MONTH = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_DAY_NAMES = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday",
    "Thu": "Thursday", "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday",
}  # fmt: skip
_DAY_NAME = re.compile(r"\b(Mon|Tues?|Wed|Thu(?:rs?)?|Fri)(?:\.(?!\s*$)|(?=,?\s+\d))")
_YEAR = r"(1[1-9]\d\d|20\d\d)"
_ISO = re.compile(r"(?<![\d-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])(?:T(?=\d))?")
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s+(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?![:.,]?\d)"
    rf"(?:,?\s+{_YEAR}\b(?![:.]?\d))?"
)
_DAY_MONTH = re.compile(
    rf"\b(?:([Tt]he)\s+)?(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"
    rf"(?:,?\s+{_YEAR}\b(?![:.]?\d))?"
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s+{_YEAR}\b(?![:.,]?\d)")
_SLASHED = re.compile(
    r"(?<![\d/.])(0?[1-9]|[12]\d|3[01])([/.])(0?[1-9]|[12]\d|3[01])\2(\d{4})(?![\d/])"
)
_YEAR_MONTH = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])")
_YEARS = re.compile(rf"(?<![\d,.]){_YEAR}\s?[-–]\s?(\d\d|1[1-9]\d\d|20\d\d)(?![\d%]|[.,]\d|\s\d)")
_DECADE = re.compile(r"(?<![\d,.])(?:'?([2-9]0)|(1[1-9]\d0|20\d0))'?s\b")
_YEAR_AFTER = re.compile(
    r"\b((?:in|since|by|until|till|from|before|after|during|around|year|of|circa|to|and|summer|spring|autumn|winter|fall)\s+)(1\d\d\d|20\d\d)\b(?![:.,]?\d|\s?[%°])",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?<![\d,.$€£-])((?:19|20)\d\d)(?![\d%°]|[.,:]\d)\b")


def dates(text: str, accent: Accent) -> str:
    """ISO, written and slashed dates, years and decades."""
    text = _DAY_NAME.sub(lambda m: _DAY_NAMES[m[1]], text)
    text = _ISO.sub(lambda m: _date(int(m[3]), int(m[2]), m[1], accent) + " ", text)
    text = _YEAR_MONTH.sub(lambda m: f"{_MONTHS[int(m[2]) - 1]} {year(m[1])}", text)
    text = _SLASHED.sub(lambda m: _slashed(m, accent), text)
    text = _MONTH_DAY.sub(lambda m: _date(int(m[2]), _month(m[1]), m[3], accent), text)
    text = _DAY_MONTH.sub(lambda m: _day_month(m, accent), text)
    text = _MONTH_YEAR.sub(lambda m: f"{_MONTHS[_month(m[1]) - 1]} {year(m[2])}", text)
    text = _YEARS.sub(_years, text)
    return _DECADE.sub(lambda m: plural_decade(m[1] or m[2]), text)


def years(text: str) -> str:
    """What is left of four digits and looks like a year, read as one."""
    text = _YEAR_AFTER.sub(lambda m: m[1] + year(m[2]), text)
    return _YEAR_ALONE.sub(lambda m: year(m[1]), text)


def _month(name: str) -> int:
    return (
        _MONTHS.index(_MONTH_SHORT[name[:4].lower() if name[:4] == "Sept" else name[:3].lower()])
        + 1
    )


def _date(day: int, month: int, of_year: str | None, accent: Accent) -> str:
    name, nth = _MONTHS[month - 1], ordinal(str(day))
    spoken = f"the {nth} of {name}" if accent is Accent.BRITISH else f"{name} {nth}"
    return f"{spoken}, {year(of_year)}" if of_year else spoken


def _day_month(match: re.Match[str], accent: Accent) -> str:
    month, day, of_year = _month(match[3]), int(match[2]), match[4]
    if match[1] or accent is Accent.BRITISH:
        spoken = f"{match[1] or 'the'} {ordinal(str(day))} of {_MONTHS[month - 1]}"
        return f"{spoken}, {year(of_year)}" if of_year else spoken
    return _date(day, month, of_year, accent)


def _slashed(match: re.Match[str], accent: Accent) -> str:
    first, second = int(match[1]), int(match[3])
    month_first = match[2] == "/" and accent is Accent.AMERICAN
    if first > 12 >= second:
        month_first = False
    elif second > 12 >= first:
        month_first = True
    month, day = (first, second) if month_first else (second, first)
    return _date(day, month, match[4], accent) if month <= 12 else match[0]


def _years(match: re.Match[str]) -> str:
    begin, end = match[1], match[2]
    if len(end) == 2:
        if int(end) <= int(begin[2:]):
            return match[0]  # 1998-05 is not a span of years
        return f"{year(begin)} to {cardinal(str(int(end)))}"
    return f"{year(begin)} to {year(end)}"


# --- money ---------------------------------------------------------------------------------

_COINS = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "¥": ("yen", "yen", "", ""),
}
_CODES = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "US$": "$"}
_SCALE = {
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million",
    "bn": "billion", "b": "billion", "B": "billion", "tn": "trillion",
}  # fmt: skip
_AMOUNT = r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
_BIG = r"(?:\s?(thousand|million|billion|trillion|mn|bn|tn|[kKmMbB])\b)?"
_MONEY_BEFORE = re.compile(
    rf"([-−+]?)(US\$|[$€£¥]|\b(?:USD|EUR|GBP|JPY)\b)\s?([-−]?){_AMOUNT}{_BIG}"
)
_MONEY_AFTER = re.compile(rf"(?<![\w.,])([-−]?){_AMOUNT}{_BIG}\s?([$€£¥]|(?:USD|EUR|GBP|JPY)\b)")
_PENCE = re.compile(r"(?<![\w.,])(\d{1,3})(p|¢)(?!\w)")
_CONTINENTAL = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+),(\d\d)(?![\d.,])")  # 1.000,50
_LONE_SIGN = re.compile(r"[$€£¥¢]")


def money(text: str) -> str:
    """ "$3.50" → "three dollars and fifty cents", "€2m" → "two million euros"."""
    text = _CONTINENTAL.sub(lambda m: m[1].replace(".", "") + "." + m[2], text)
    text = re.sub(r"(?<=\d),(?=\d{2}\s?€)|(?<=€\d),(?=\d\d\b)|(?<=€\d\d),(?=\d\d\b)", ".", text)
    text = _MONEY_BEFORE.sub(lambda m: _sum(m[1] or m[3], m[4], m[5], m[2]), text)
    text = _MONEY_AFTER.sub(lambda m: _sum(m[1], m[2], m[3], m[4]), text)
    text = _PENCE.sub(lambda m: _counted_coin(m[1], "p" if m[2] == "p" else "cent"), text)
    names = {"$": " dollars ", "€": " euros ", "£": " pounds ", "¥": " yen ", "¢": " cents "}
    return _LONE_SIGN.sub(lambda m: names[m[0]], text)


def _counted_coin(digits: str, coin: str) -> str:
    spoken = cardinal(digits)
    if coin == "p":
        return f"{spoken} {'penny' if digits == '1' else 'pence'}"
    return f"{spoken} {coin}{'' if digits == '1' else 's'}"


def _sum(sign: str, amount: str, scale: str | None, currency: str) -> str:
    one, many, coin, coins = _COINS[_CODES.get(currency, currency)]
    minus = "minus " if sign in {"-", "−"} else ""
    if scale:
        return f"{minus}{number(amount)} {_SCALE.get(scale, scale)} {many}"
    whole, _, rest = amount.partition(".")
    plain = int(whole.replace(",", "") or "0")
    if not rest or not coin or len(rest) > 2:
        return f"{minus}{number(amount)} {one if amount == '1' else many}"
    small = int(rest.ljust(2, "0"))
    small_spoken = f"{cardinal(str(small))} {coin if small == 1 else coins}"
    if not small:
        return f"{minus}{cardinal(whole)} {one if plain == 1 else many}"
    if not plain:
        return minus + small_spoken
    return f"{minus}{cardinal(whole)} {one if plain == 1 else many} and {small_spoken}"


# --- measures ------------------------------------------------------------------------------

# sign → (one, many); the longest signs are tried first
_UNITS: dict[str, tuple[str, str]] = {
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "mph": ("mile per hour", "miles per hour"),
    "m/s": ("meter per second", "meters per second"),
    "km^2": ("square kilometer", "square kilometers"),
    "m^2": ("square meter", "square meters"),
    "m^3": ("cubic meter", "cubic meters"),
    "cm^2": ("square centimeter", "square centimeters"),
    "cm^3": ("cubic centimeter", "cubic centimeters"),
    "kWh": ("kilowatt hour", "kilowatt hours"),
    "kcal": ("kilocalorie", "kilocalories"),
    "km": ("kilometer", "kilometers"),
    "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"),
    "mi": ("mile", "miles"),
    "ft": ("foot", "feet"),
    "yd": ("yard", "yards"),
    "kg": ("kilogram", "kilograms"),
    "mg": ("milligram", "milligrams"),
    "lbs": ("pound", "pounds"),
    "lb": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "ml": ("milliliter", "milliliters"),
    "mL": ("milliliter", "milliliters"),
    "cl": ("centiliter", "centiliters"),
    "dl": ("deciliter", "deciliters"),
    "hrs": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "mins": ("minute", "minutes"),
    "min": ("minute", "minutes"),
    "secs": ("second", "seconds"),
    "sec": ("second", "seconds"),
    "ms": ("millisecond", "milliseconds"),
    "yrs": ("year", "years"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "℃": ("degree Celsius", "degrees Celsius"),
    "℉": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
    "%": ("percent", "percent"),
    "‰": ("per mille", "per mille"),
    "kW": ("kilowatt", "kilowatts"),
    "MW": ("megawatt", "megawatts"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    "kB": ("kilobyte", "kilobytes"),
    "KB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"),
    "Mbit/s": ("megabit per second", "megabits per second"),
    "Mbps": ("megabit per second", "megabits per second"),
    "px": ("pixel", "pixels"),
    "dB": ("decibel", "decibels"),
    "bpm": ("beat per minute", "beats per minute"),
    "fps": ("frame per second", "frames per second"),
    "ha": ("hectare", "hectares"),
    "m": ("meter", "meters"),
    "g": ("gram", "grams"),
    "l": ("liter", "liters"),
    "L": ("liter", "liters"),
    "h": ("hour", "hours"),
    "s": ("second", "seconds"),
    "W": ("watt", "watts"),
    "V": ("volt", "volts"),
}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_UNIT_SIGNS = "|".join(re.escape(sign) for sign in sorted(_UNITS, key=len, reverse=True))
_MEASURE = re.compile(
    rf"(?<![\w.,])([-+]?{_NUMBER}(?:\s?[-–]\s?{_NUMBER})?)\s?({_UNIT_SIGNS})(?![\w^/°]|'[a-z])"
)
_ABOUT = re.compile(r"(?<!\w)[~≈]\s?(?=[\d$€£])")
_PER = re.compile(r"(?<=[a-z])\s?/\s?(day|week|month|year|hour|minute|second|person|night|h|s)\b")
_BARE = re.compile(r"(?<![\w.])(?:km/h|km|kg|cm|mm|°C|°F)(?![\w/.^])")  # "how many km?"
_PER_WORDS = {"h": "hour", "s": "second"}
_TIMES_X = re.compile(r"(?<![\w.,])(\d+(?:\.\d+)?)\s?[xX](?!\w)")
_FEET = re.compile(r"(?<![\w.,])(\d)'\s?(\d{1,2})(?:\"|'')(?!\w)")
_INCHES = re.compile(r"(?<=feet|foot)\s(\d{1,2})\s?in\b")
_DIMENSIONS = re.compile(r"(?<=\d)\s?[x×]\s?(?=\d+\s?(?:cm|mm|m|px|ft|in)\b)")


def measures(text: str) -> str:
    """ "5 km" → "five kilometers", "20 °C" → "twenty degrees Celsius", "10 %" → "ten percent"."""
    text = _ABOUT.sub("about ", text)
    text = _FEET.sub(lambda m: f"{cardinal(m[1])} foot {cardinal(str(int(m[2])))}", text)
    text = _DIMENSIONS.sub(" by ", text)
    text = _MEASURE.sub(_measure, text)
    text = _INCHES.sub(lambda m: f" {cardinal(m[1])} inch{'' if m[1] == '1' else 'es'}", text)
    text = _PER.sub(lambda m: f" per {_PER_WORDS.get(m[1], m[1])}", text)
    text = _BARE.sub(lambda m: _UNITS[m[0]][1], text)
    return _TIMES_X.sub(lambda m: f"{number(m[1])} times", text)


def _measure(match: re.Match[str]) -> str:
    amount, (one, many) = _DECIMAL_COMMA.sub(".", match[1]), _UNITS[match[2]]
    span = re.fullmatch(rf"([-+]?{_NUMBER})\s?[-–]\s?({_NUMBER})", amount)
    if span:
        return f"{number(span[1])} to {number(span[2])} {many}"
    return f"{number(amount)} {one if amount.lstrip('-+') == '1' else many}"


# --- telephone numbers ---------------------------------------------------------------------

_DIGIT_GROUPS = r"\+?\(?\d+\)?(?:[ \-/.]\(?\d+\)?){0,7}"
_CALL = re.compile(
    r"\b((?:call|calling|dial|phone|ring|text|texting|tel|fax|sms|hotline|helpline|lifeline"
    r"|samaritans|extension|code|pin)\b"
    rf"(?:[\s:.,()]+(?!\d)[A-Za-z']+){{0,4}}[\s:.,(]{{1,3}})({_DIGIT_GROUPS})(?![\w%:]|[.,]\d|\s?[°$€£])",
    re.IGNORECASE,
)
_ALSO = re.compile(r"(?<=\bor )(\d{3,6})(?=[.,;!?)]|\s*$)")
_TO_CALL = re.compile(
    rf"(?<![\w.,])({_DIGIT_GROUPS})(?=,?\s\(?(?:call|text|free to call)\b)", re.IGNORECASE
)
_INTERNATIONAL = re.compile(r"(?<![\w+])\+(\d[\d \-()/.]{5,24}\d)(?!\w)")
_GROUPED = re.compile(r"(?<![\w.,+-])(\(?\d{2,5}\)?(?:[ -]\d{2,8}){1,5})(?![\w.,]\w|\w)")
_AMERICAN_LOCAL = re.compile(r"(?<![\w.,-])(\d{3}-\d{4})(?!\w|-)")
_EMERGENCY = re.compile(r"(?<![\w.,$€£+-])(911|988)(?!\w|[.,:%]\w|\s?(?:%|°))")
_NOT_A_PHONE = re.compile(r"\d{1,3}-\d{1,3}|(?:1[1-9]|20)\d\d[ -](?:\d\d|\d{4})")


def telephone(text: str) -> str:
    """Numbers to call or text, digit by digit: "116 123" → "one one six, one two three"."""
    if _CALL.search(text):
        text = _CALL.sub(lambda m: m[1] + digit_by_digit(m[2]), text)
        text = _ALSO.sub(lambda m: digit_by_digit(m[1]), text)
    text = _TO_CALL.sub(lambda m: digit_by_digit(m[1]), text)
    text = _INTERNATIONAL.sub(lambda m: "plus " + digit_by_digit(m[1]), text)
    text = _GROUPED.sub(_grouped, text)
    text = _AMERICAN_LOCAL.sub(lambda m: digit_by_digit(m[1]), text)
    return _EMERGENCY.sub(lambda m: digit_by_digit(m[1]), text)


def _grouped(match: re.Match[str]) -> str:
    count = sum(sign.isdigit() for sign in match[1])
    if count < 6 or _NOT_A_PHONE.fullmatch(match[1]):
        return match[0]
    return digit_by_digit(match[1])


# --- sums, spans and what is left ----------------------------------------------------------

_ORDINAL = re.compile(r"(?<![\w.,])(\d[\d,]*)(?:st|nd|rd|th)\b")
_RANK = re.compile(r"#\s?(\d+)\b")
_WHOLE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SPAN = re.compile(rf"(?<![\w.,])({_WHOLE})(?:\s?–\s?|-)({_WHOLE})(?!\w|[.,-]\d)")
_RATIO = re.compile(r"(?<![\w:.])(\d{1,4}):(\d{1,4})(?![\w:])")
_WITH_FRACTION = re.compile(r"(?<![\w/.])(\d{1,4})\s+(1/2|1/3|2/3|1/4|3/4)(?![\w/])")
_SLASH = re.compile(r"(?<![\w/.])(\d{1,4})/(\d{1,4})(?![\w/])")
_POWER = re.compile(r"\s?(?:\^|\*\*)\s?(-?\d+)")
_POWERS = {"2": " squared", "3": " cubed"}
_BETWEEN = {
    "×": " times ", "*": " times ", "÷": " divided by ", "/": " divided by ", "+": " plus ",
    "=": " equals ", "≈": " is about ", "≠": " is not ", "<": " is less than ",
    ">": " is greater than ", "≤": " is at most ", "≥": " is at least ", "<=": " is at most ",
    ">=": " is at least ", "==": " equals ", "!=": " is not ",
}  # fmt: skip
_OPERATOR = re.compile(r"(?<=[\w)%])\s*(<=|>=|==|!=|[×÷=≈≠≤≥])\s*(?=[\w(√\-.$€£])")
_SUM_SIGN = re.compile(r"(?<=[\d)])\s*([*+]|\s/\s)\s*(?=[\d(])|(?<=\w)\s+([+*/<>])\s+(?=[\w(\-])")
_SPACED_MINUS = re.compile(r"(?<=[\d)])\s+-\s+(?=[\d(])")
_TIGHT_MINUS_IN_SUM = re.compile(r"(?<=\d)-(?=\d+(?:\.\d+)?\s*(?:=|equals))")
_MINUS = re.compile(r"(?<![\w)\-])-(?=\d)")
_SIGNS = {
    "±": " plus or minus ", "√": " the square root of ", "∞": " infinity ", "∑": " the sum of ",
    "→": " to ", "⇒": " so ", "←": " from ", "§": " section ", "¶": " ", "№": " number ",
    "≥": " at least ", "≤": " at most ", "≈": " about ", "÷": " divided by ", "×": " times ",
    "=": " equals ", "+": " plus ", "%": " percent ", "‰": " per mille ", "°": " degrees ",
}  # fmt: skip
_DOTTED = re.compile(r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w])")
_PLAIN = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\w)|(?<![\w.])\.\d+(?!\w)")
_ANY_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def sums(text: str) -> str:
    """Ordinals, ranges, ratios, fractions, powers and the signs of arithmetic."""
    text = _ORDINAL.sub(lambda m: ordinal(m[1]), text)
    text = _RANK.sub(lambda m: "number " + cardinal(m[1]), text)
    text = text.replace("24/7", "twenty-four seven")
    text = _TIGHT_MINUS_IN_SUM.sub(" minus ", text)
    text = _SPACED_MINUS.sub(" minus ", text)
    text = _WITH_FRACTION.sub(_mixed, text)
    text = _SLASH.sub(_slash, text)
    text = _SPAN.sub(lambda m: f"{number(m[1])} to {number(m[2])}", text)
    text = _RATIO.sub(lambda m: f"{cardinal(m[1])} to {cardinal(m[2])}", text)
    text = _POWER.sub(lambda m: _POWERS.get(m[1]) or f" to the power of {number(m[1])}", text)
    text = _OPERATOR.sub(lambda m: _BETWEEN[m[1]], text)
    text = _SUM_SIGN.sub(lambda m: _BETWEEN[(m[1] or m[2]).strip()], text)
    text = _MINUS.sub("minus ", text)
    return "".join(_SIGNS.get(sign, sign) for sign in text)


def _mixed(match: re.Match[str]) -> str:
    top, bottom = match[2].split("/")
    part = fraction(int(top), int(bottom))
    return f"{cardinal(match[1])} and {part.replace('one ', 'a ', 1)}"


def _slash(match: re.Match[str]) -> str:
    top, bottom = int(match[1]), int(match[2])
    if (top, bottom) == (9, 11) or top == bottom:
        return f"{cardinal(match[1])} {cardinal(match[2])}"
    if 0 < top < bottom <= 10 or (0 < top < bottom and bottom in {12, 16, 20, 100}):
        return fraction(top, bottom)
    return f"{cardinal(match[1])} over {cardinal(match[2])}"


def plain_numbers(text: str) -> str:
    """Every number that is left, also those inside a word ("B2B", "MP3", "3D")."""
    text = _DOTTED.sub(lambda m: _version(m[0]), text)
    text = _PLAIN.sub(lambda m: number(m[0]), text)
    return _ANY_DIGITS.sub(lambda m: f" {_inside(m[0])} ", text)


def _version(dotted: str) -> str:
    if dotted.count(".") == 3:  # an address of a machine
        return " dot ".join(digit_by_digit(part) for part in dotted.split("."))
    return " point ".join(cardinal(part) for part in dotted.split("."))


def _inside(digits: str) -> str:
    if "." in digits:
        return decimal(digits)
    return cardinal(digits) if len(digits) < 4 else digit_by_digit(digits)
