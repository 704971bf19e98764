"""Anonymous answers of a group, texts shared on purpose, counts of a scenario's choices. Use `api.py` only."""
