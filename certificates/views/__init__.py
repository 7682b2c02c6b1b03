"""The press's pages: the public's, the holder's, and TGO's."""
