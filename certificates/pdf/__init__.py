"""The certificate as a document: its page, ornament, code and wording."""
