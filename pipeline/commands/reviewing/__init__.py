"""Commands for who reviews what is built."""
