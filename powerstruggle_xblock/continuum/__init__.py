"""The continuum ("Where would you stand?"): its model and notation, the ready-made sets, and what the browser gets.

Public: `continuum_xml` (`NOTATION`, `parse`, `serialize`), `model`, `ready_made`, `presenter`. The
notation uses `notation` and the limits of `group_answers`, and knows no scenario and no XBlock; the block is in
continuum_block.py.
"""
