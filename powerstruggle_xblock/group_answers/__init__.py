"""What a group pools: anonymous answers, texts shared on purpose, counts of a scenario's ways. `api.py` is the only door."""
