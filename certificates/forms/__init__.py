"""Forms of the press's pages, by topic."""
