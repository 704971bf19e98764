"""Scenarios on their way out of and into other forms: paper, story tools, spreadsheets.

It knows the engine and nothing of XBlock or Django.
"""
