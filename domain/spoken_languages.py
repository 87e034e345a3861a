"""Languages people of the district speak at work, as codes of ISO 639; their names are CLDR's."""

SPOKEN = (
    *("de", "ar", "ku", "ckb", "fa", "ps", "ti", "tr", "uk", "ru", "pl", "ro"),
    *("sq", "sr", "en", "fr", "es", "so", "ur", "hi"),
)
