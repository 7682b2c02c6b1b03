"""The worker's acts of checking certificates again: one at a person's wish, and the whole register every night."""
