"""Fuzzing of what reads a stranger's bytes: `python -m fuzz wallets --seconds 600`, or `make fuzz`."""
