"""Reflection prompts: their notation, what stands ready-made, and what the browser is told. The block is in reflection_block.py."""
