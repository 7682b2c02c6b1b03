"""What people do to a certificate, one file per act."""
