"""How hashes and codes are written."""

SHA256_FORM = r"^[0-9a-f]{64}$"
CODE_FORM = r"^[0-9a-hjkmnp-tv-z]{26}$"
