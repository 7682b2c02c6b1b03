"""The ruler: emission factors and charts over the pure calculation engine."""
