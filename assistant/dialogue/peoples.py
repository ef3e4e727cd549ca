"""What one says one is with a capital and no article: a people, a creed, a conviction, a sign; never one's name."""

from __future__ import annotations

from assistant.dialogue.english import listed

PEOPLES = frozenset(
    listed("""
    afghan african albanian algerian american andorran angolan arab argentine argentinian armenian asian australian
    austrian azerbaijani bahraini bangladeshi basque bavarian belarusian belgian bengali bolivian bosnian brazilian
    breton british bulgarian burmese cambodian cameroonian canadian castilian catalan chilean chinese colombian congolese
    cornish corsican croatian cuban cypriot czech danish dominican dutch ecuadorian egyptian english eritrean estonian
    ethiopian european fijian filipino finnish flemish french frisian galician gambian georgian german ghanaian greek
    guatemalan haitian hawaiian honduran hungarian icelandic indian indonesian inuit iranian iraqi irish israeli italian
    ivorian jamaican japanese jordanian kazakh kenyan korean kosovan kurdish kuwaiti kyrgyz lao latvian lebanese liberian
    libyan lithuanian luxembourgish macedonian malagasy malawian malay malaysian maldivian malian maltese maori mexican
    moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali nigerian nordic norwegian omani pakistani
    palestinian panamanian paraguayan persian peruvian polish portuguese punjabi qatari romani romanian russian rwandan
    salvadoran sami samoan sardinian saudi scandinavian scottish senegalese serbian sicilian singaporean slovak slovakian
    slovene slovenian somali spanish sudanese swedish swiss syrian taiwanese tajik tamil tanzanian thai tibetan tongan
    tunisian turkish tyrolean ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh yemeni yoruba zambian
    zimbabwean scots scouse geordie cockney mancunian londoner parisian berliner viennese
    anglican atheist agnostic baha'i baptist buddhist calvinist catholic christian evangelical hindu jain jewish lutheran
    mennonite methodist mormon muslim orthodox pentecostal presbyterian protestant quaker sikh sunni shia taoist zoroastrian
    communist conservative democrat feminist liberal marxist pacifist republican socialist tory vegan vegetarian veggie
    aquarius aries cancer capricorn gemini leo libra pisces sagittarius scorpio taurus virgo
    """)
) - {"leo", "gemini", "christian"}  # also given as names
