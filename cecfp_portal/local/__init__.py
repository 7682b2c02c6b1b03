"""What `make run` starts: embedded servers, the runner and demo data; the portal never imports it."""
