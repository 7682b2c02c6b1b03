"""The applicant's pages: from opening an application to the certificate."""
