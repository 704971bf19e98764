"""Importers: each reads one kind of file and registers itself with `exchange.registry`."""
