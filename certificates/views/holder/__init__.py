"""The holder's pages, one file per topic."""
