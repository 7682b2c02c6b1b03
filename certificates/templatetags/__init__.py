"""Template tags of the press for pages of the desk, which knows nothing of certificates."""
