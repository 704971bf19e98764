"""Reflection prompts: their model and notation, the ready-made sets, and what the browser gets.

Public: `reflection_xml` (`NOTATION`, `parse`, `serialize`), `model`, `sets`, `presenter`. The
notation uses `notation` only, and knows no scenario and no XBlock; the block is in reflection_block.py.
"""
