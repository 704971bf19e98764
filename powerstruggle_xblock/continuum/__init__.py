"""Where would you stand?: the notation of the exercise, what stands ready-made, and what the browser is told.

The block is in continuum_block.py.
"""
