"""The engine against brightway, which none of us wrote: random inventories agree to 1e-6.

Brightway lives in an environment of its own (`make oracle` makes it): half a gigabyte that nothing else needs.
"""
