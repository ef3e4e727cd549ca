"""Units turned into others: miles and kilometres, cups and millilitres, Celsius and Fahrenheit."""

from __future__ import annotations

import asyncio
import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.skills.sums import told
from assistant.dialogue.text import bare, capitalised

if TYPE_CHECKING:
    from assistant.ports import Heard

# what people say: (pint's name, one, many)
_KNOWN: dict[str, tuple[str, str, str]] = {}


def _unit(name: str, one: str, many: str, *said: str) -> None:
    for word in (one, many, *said):
        _KNOWN[word] = (name, one, many)


_unit("kilometer", "kilometre", "kilometres", "kilometer", "kilometers", "km", "kms", "k m")
_unit("meter", "metre", "metres", "meter", "meters", "m")
_unit("centimeter", "centimetre", "centimetres", "centimeter", "centimeters", "cm")
_unit("millimeter", "millimetre", "millimetres", "millimeter", "millimeters", "mm")
_unit("mile", "mile", "miles", "mi")
_unit("yard", "yard", "yards", "yd")
_unit("foot", "foot", "feet", "ft")
_unit("inch", "inch", "inches", '"')
_unit("nautical_mile", "nautical mile", "nautical miles")
_unit("light_year", "light year", "light years")
_unit("kilogram", "kilogram", "kilograms", "kg", "kilo", "kilos", "kilogramme", "kilogrammes")
_unit("gram", "gram", "grams", "g", "gramme", "grammes")
_unit("milligram", "milligram", "milligrams", "mg")
_unit("pound", "pound", "pounds", "lb", "lbs")
_unit("ounce", "ounce", "ounces", "oz")
_unit("stone", "stone", "stone", "stones")
_unit("metric_ton", "tonne", "tonnes", "metric ton", "metric tons")
_unit("liter", "litre", "litres", "liter", "liters", "l")
_unit("milliliter", "millilitre", "millilitres", "milliliter", "milliliters", "ml", "mls")
_unit("deciliter", "decilitre", "decilitres", "deciliter", "deciliters", "dl")
_unit("cup", "cup", "cups")
_unit("pint", "pint", "pints")
_unit("quart", "quart", "quarts")
_unit("gallon", "gallon", "gallons")
_unit("fluid_ounce", "fluid ounce", "fluid ounces", "fl oz")
_unit("tablespoon", "tablespoon", "tablespoons", "tbsp")
_unit("teaspoon", "teaspoon", "teaspoons", "tsp")
_unit(
    "degC",
    "degree Celsius",
    "degrees Celsius",
    "celsius",
    "degrees celsius",
    "degree celsius",
    "centigrade",
    "degrees centigrade",
    "°c",
    "degrees c",
    "c",
)
_unit(
    "degF",
    "degree Fahrenheit",
    "degrees Fahrenheit",
    "fahrenheit",
    "degrees fahrenheit",
    "degree fahrenheit",
    "°f",
    "degrees f",
    "f",
)
_unit("kelvin", "kelvin", "kelvin", "k")
_unit("mile/hour", "mile an hour", "miles an hour", "miles per hour", "mph")
_unit(
    "kilometer/hour",
    "kilometre an hour",
    "kilometres an hour",
    "kilometers per hour",
    "kilometres per hour",
    "kilometers an hour",
    "km/h",
    "kph",
    "kmh",
)
_unit("knot", "knot", "knots")
_unit("second", "second", "seconds", "secs")
_unit("minute", "minute", "minutes", "mins")
_unit("hour", "hour", "hours", "hrs")
_unit("day", "day", "days")
_unit("week", "week", "weeks")
_unit("year", "year", "years")
_unit("acre", "acre", "acres")
_unit("hectare", "hectare", "hectares", "ha")
_unit("meter**2", "square metre", "square metres", "square meter", "square meters", "sqm")
_unit("foot**2", "square foot", "square feet")
_unit("kilometer**2", "square kilometre", "square kilometres", "square kilometers")
_unit("mile**2", "square mile", "square miles")
_unit("megabyte", "megabyte", "megabytes", "mb")
_unit("gigabyte", "gigabyte", "gigabytes", "gb")
_unit("terabyte", "terabyte", "terabytes", "tb")
_unit("calorie", "calorie", "calories")
_unit("kilojoule", "kilojoule", "kilojoules", "kj")
_unit("kilocalorie", "kilocalorie", "kilocalories", "kcal")

_IMPERIAL = frozenset(("pint", "gallon", "quart", "fluid_ounce", "cup"))  # another size in Britain
_NAMES = "|".join(
    sorted((re.escape(name) for name in (word.lower() for word in _KNOWN)), key=len, reverse=True)
)
_BY_SAYING = {word.lower(): unit for word, unit in _KNOWN.items()}
_N = r"(?P<n>(?:minus |negative |-)?\d+(?:\.\d+)?|an?|half an?)"
_ASK = r"(?:(?:can|could|would) you )?(?:please )?(?:tell me |do you know )?"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ASK}how (?:many|much) (?P<to>{_NAMES}) (?:is|are|in|make|makes|are in|are there in|is in|is there in|do|does|fit in|go in|go into) (?:there in )?{_N} ?(?P<from>{_NAMES})(?: (?:make|have|has|is|are))?",
        rf"{_ASK}(?:what(?:'s| is| are)|how much (?:is|are)|convert|change|turn|work out|calculate)? ?{_N} ?(?P<from>{_NAMES}) (?:in|to|into|as|expressed in|converted to) (?P<to>{_NAMES})",
        rf"{_ASK}how (?:many|much) (?P<to>{_NAMES}) (?:is|are) {_N} ?(?P<from>{_NAMES})",
        rf"(?P<from>{_NAMES}) {_N} (?:in|to) (?P<to>{_NAMES})",
    )
)


class Units:
    """Converts an amount of one unit into another."""

    name = "units"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = in_figures(bare(heard.text))
        if len(plain) > 160:
            return None
        found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
        if not found:
            return None
        amount = _amount(found["n"])
        from_, to = _BY_SAYING[found["from"]], _BY_SAYING[found["to"]]
        british = talk.settings.region.upper() in {"GB", "UK", "IE"}
        registry = await asyncio.to_thread(
            _registry
        )  # its library takes a third of a second to read
        value = _converted(registry, amount, from_[0], to[0], british=british)
        given = capitalised(_counted(Fraction(amount), from_))
        if value is None:
            return Reply(f"{given} can't be turned into {to[2]}. They measure different things.")
        return Reply(f"{given} {'is' if amount == 1 else 'are'} {_counted(_rounded(value), to)}.")


def _amount(said: str) -> Fraction:
    if said.startswith("half"):
        return Fraction(1, 2)
    if said in {"a", "an"}:
        return Fraction(1)
    return Fraction(re.sub(r"^(?:minus |negative )", "-", said))


def _converted(
    registry: Any, amount: Fraction, from_: str, to: str, *, british: bool
) -> float | None:
    """The amount in the other unit; None when the two measure different things."""
    import pint

    names = [f"imperial_{name}" if british and name in _IMPERIAL else name for name in (from_, to)]
    try:
        return float(registry.Quantity(float(amount), names[0]).to(names[1]).magnitude)
    except (pint.DimensionalityError, OverflowError):
        return None


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(cache_folder=None)


def _rounded(value: float) -> Fraction:
    """To about four figures: nobody wants 6.2137119224 miles read out."""
    return Fraction(f"{value:.4g}") if abs(value) < 1_000 else Fraction(str(round(value, 1)))


def _counted(value: Fraction, unit: tuple[str, str, str]) -> str:
    return f"{told(value).removeprefix('about ')} {unit[1] if abs(value) == 1 else unit[2]}"
