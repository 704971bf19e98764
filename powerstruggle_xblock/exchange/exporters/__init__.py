"""Exporters: each writes one kind of file and registers itself with `exchange.registry`."""
