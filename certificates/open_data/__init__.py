"""The register as open data: one table of columns that drives the files, the interface and the data dictionary."""
