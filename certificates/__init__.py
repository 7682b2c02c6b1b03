"""The press: certificates, their register and their standing."""
