"""Mutation testing of what decides: rules, bill of materials, shares, comparison, display, virgin model.

mutmut lives in an environment of its own (`make mutate` makes it) and works on a copy; the checkout is left alone.
"""
