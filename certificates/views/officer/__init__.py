"""TGO's pages on certificates, one file per topic."""
