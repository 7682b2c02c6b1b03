"""The dossier of a certificate: the whole case behind it as one file, and what recomputing it finds."""
