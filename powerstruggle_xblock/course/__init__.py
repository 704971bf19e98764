"""The starter course: from its outline, texts and scenarios to an archive a platform imports, and to guides on paper.

Only the `powerstruggle` command and tests use this; no block does.
"""
