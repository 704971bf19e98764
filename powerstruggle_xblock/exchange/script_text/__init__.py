"""The script: a scenario as a play that one types (docs/script.md).

The Write pane of the editor reads and writes the same in the browser (`frontend/src/editor/write/grammar/`); what both
have to agree in is in `tests/exchange/script_cases.json`.
"""
