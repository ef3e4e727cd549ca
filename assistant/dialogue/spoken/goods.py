"""Where one thing on a shopping list ends and the next begins, when nobody hears a comma. Pure."""

from __future__ import annotations

from itertools import pairwise

from assistant.dialogue.english import listed

_GOODS = frozenset(
    listed("""apples apricots aubergines avocados bacon bagels bananas basil batteries beans beef beer
    beetroot biscuits bleach blueberries bread broccoli butter cabbage candles carrots cauliflower celery
    cereal cheese cherries chicken chips chocolate cider cinnamon coffee cookies coriander courgettes
    crackers cream crisps cucumber cucumbers dates detergent eggs figs fish flour foil garlic ginger grapes
    ham honey jam ketchup kiwis lamb lemons lentils lettuce limes mangoes margarine matches mayonnaise
    melon milk mince mint muesli mushrooms mustard napkins nappies noodles nuts oats olives onions oranges
    oregano parsley parsnips pasta peaches pears peas pepper peppers pickles pineapple plums pork porridge
    potatoes prawns quinoa radishes raisins raspberries rice rolls rosemary salad salami salmon salt
    sausages shampoo soap spaghetti spinach sponges strawberries sugar sweetcorn tea thyme tissues tofu
    tomatoes toothpaste tuna turkey vinegar vodka walnuts water whisky wine yeast yoghurt yogurt""")
)
_ONE_THING = frozenset(
    listed("""bean_salad beef_mince beef_sausages butter_beans cheese_crackers cheese_salad cheese_rolls
    chicken_salad chicken_noodles chicken_sausages chocolate_biscuits chocolate_cookies chocolate_milk
    cinnamon_rolls coffee_cream cream_cheese fish_salad garlic_bread garlic_butter garlic_salt ginger_beer
    ginger_biscuits ginger_tea ham_salad honey_melon lamb_mince mint_chocolate mint_tea mustard_vinegar
    noodles_salad oats_milk pasta_salad pineapple_salad pork_sausages pork_mince potatoes_salad
    rice_noodles rice_pudding rice_vinegar rice_wine salmon_salad tuna_salad turkey_mince turkey_sausages
    water_melon wine_vinegar white_wine""")
)  # fmt: skip


def parted(item: str) -> list[str]:
    """ "cheese ham" as two things; "olive oil" and whatever is not known for sure stays whole."""
    words = item.split()
    if len(words) < 2 or not all(word in _GOODS for word in words):
        return [item]
    if any(f"{first}_{second}" in _ONE_THING for first, second in pairwise(words)):
        return [item]
    return words
