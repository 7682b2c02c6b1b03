"""Tests of the files that describe production."""
