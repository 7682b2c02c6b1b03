"""Survivors that are right to live, by file, function and number as mutmut counts them, each with its reason."""

_RULES = "calculations/engine/rules"
_SAME_LENGTH = "both lists are made of the same portions, so their lengths never differ"
_NO_SHARE = "a portion without a share is refused before its lots are looked at"
_LAST_DIGIT = "the direction of rounding of a sentence's last digit; the exact masses stand in the figures"

EXPLAINED: dict[str, str] = {
    "calculations/engine/bom.py:x__leaf_problems__mutmut_54": _SAME_LENGTH,
    "calculations/engine/counting.py:x__reason__mutmut_21": (
        "an origin that cannot be read is refused before its reason"
    ),
    "calculations/engine/display.py:x_decimal_text__mutmut_1": (
        "a direction that is neither up nor down rounds to the nearest"
    ),
    f"{_RULES}/cut_offs.py:x__sum__mutmut_43": "names the lines of an outcome that is a question with or without them",
    f"{_RULES}/inventory_practice.py:x_inventory_practice__mutmut_5": (
        "a carbon credit is refused by C20; a further question about its line changes no verdict"
    ),
    f"{_RULES}/lots.py:x__recycled_by_label__mutmut_16": "the caller has returned before where there are no shares",
    f"{_RULES}/lots.py:x__percent__mutmut_22": "a floored share below the limit is apart from any limit above it",
    f"{_RULES}/lots.py:x__added_up__mutmut_8": _NO_SHARE,
    f"{_RULES}/lots.py:x__by_lots__mutmut_17": _NO_SHARE,
    f"{_RULES}/mass_balance.py:x_processes__mutmut_25": (
        "energy, transport and waste say nothing of `is_in_balance`, so none of them is taken in by it"
    ),
    f"{_RULES}/mass_balance.py:x__portion_input__mutmut_42": _LAST_DIGIT,
    f"{_RULES}/mass_balance.py:x__portion_input__mutmut_44": _LAST_DIGIT,
    f"{_RULES}/mass_balance.py:x__most_kg__mutmut_4": (
        "the reader gives every portion an upper share: the lower where none is stated"
    ),
    f"{_RULES}/mass_balance.py:x__whole_input__mutmut_18": (
        "a sum that begins with the number 0 instead of the fraction 0"
    ),
    f"{_RULES}/own_factor.py:x__factors_of_recycled__mutmut_5": (
        "the lines are collected for every claimed portion, empty where it has none"
    ),
    f"{_RULES}/readings.py:x_losses_by_material__mutmut_11": _NO_SHARE,
    f"{_RULES}/readings.py:x_losses_by_material__mutmut_24": _SAME_LENGTH,
    f"{_RULES}/typed_totals.py:x__workbook__mutmut_9": (
        "the computed footprint has a figure for every stage, zero where it has no line"
    ),
    f"{_RULES}/virgin_factors.py:x__choice__mutmut_7": (
        "every row of the table names its set: one without is refused when the table is read"
    ),
    f"{_RULES}/virgin_lines.py:x__retained__mutmut_9": (
        "a retained part of no mass at all: asking for its new manufacture is no wrong verdict"
    ),
    f"{_RULES}/virgin_model.py:x__replaced__mutmut_5": "how the names in a sentence are parted",
    "calculations/engine/shares.py:x_greatest__mutmut_14": (
        "a part of exactly the bound's share leaves the bound where it is"
    ),
    "calculations/engine/virgin_model.py:x__generated__mutmut_26": (
        "no combustion factor, written as nothing or as an empty text"
    ),
    "calculations/engine/weighing.py:x__weigh__mutmut_9": _SAME_LENGTH,
    "calculations/engine/weighing.py:x__weigh_product__mutmut_79": (
        "where nothing can be weighed the bill is refused, and its moisture is not asked about"
    ),
    "calculations/engine/weighing.py:xǁ_Placesǁ__init____mutmut_22": (
        "a ruling under this id exists only where the question was open"
    ),
    "calculations/engine/weighing.py:x__between__mutmut_13": "without optional parts both bounds are the same shares",
}
