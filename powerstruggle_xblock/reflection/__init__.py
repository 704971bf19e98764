"""Reflection prompts: their model and notation, the ready-made sets, and what the browser is told.

Public: `reflection_xml` (`parse`, `parse_element`, `to_element`, `serialize`), `model`, `sets`, `presenter`. The
notation uses `notation` only, and knows no scenario and no XBlock; the block is in reflection_block.py.
"""
