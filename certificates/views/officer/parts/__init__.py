"""Parts of the officer's page of a certificate: what each shows, or None where it has nothing to show."""
