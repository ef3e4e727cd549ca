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

_PAIRS = frozenset(
    listed("""oat_milk almond_milk soy_milk coconut_milk skimmed_milk whole_milk coffee_beans green_beans baked_beans
    kidney_beans black_beans olive_oil sunflower_oil peanut_butter toilet_paper toilet_roll toilet_rolls
    kitchen_roll kitchen_paper paper_towels washing_powder washing_liquid dish_soap orange_juice apple_juice
    tomato_juice cat_food cat_litter dog_food bin_bags tea_bags ice_cream sour_cream double_cream single_cream
    cottage_cheese cream_cheese goat_cheese minced_beef chicken_breasts chicken_thighs spring_onions
    red_onions sweet_potatoes bell_peppers red_peppers brown_bread rye_bread white_bread brown_rice tomato_sauce
    soy_sauce tinned_tomatoes chopped_tomatoes cherry_tomatoes light_bulbs baby_wipes cling_film
    dishwasher_tablets fabric_softener sparkling_water mineral_water red_wine white_wine fish_fingers
    cooking_oil brown_sugar icing_sugar green_tea black_tea dark_chocolate greek_yoghurt""")
)


def parted(item: str) -> list[str]:
    """ "cheese ham" as two things; "olive oil" and whatever is not known for sure stays whole."""
    words = item.split()
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        if f"{before}_{word}" in _PAIRS:
            found[-1] = f"{before} {word}"
        else:
            found.append(word)
    if len(found) < 2 or any(one not in _GOODS and " " not in one for one in found):
        return [item]
    if any(f"{first}_{second}" in _ONE_THING for first, second in pairwise(found)):
        return [item]
    return found
