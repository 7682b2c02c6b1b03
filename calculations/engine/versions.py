"""The engine's version, which every report names."""

ENGINE = "1.1.0"
