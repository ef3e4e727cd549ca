"""Sums of money and measures with their units as they are said aloud. Pure."""

from __future__ import annotations

import re

from assistant.voice.numbers import cardinal, number

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
