"""Build what the browser gets: the view model of a scenario, translated labels, safe HTML, and the rows of reports.

Everything here is a pure function of its arguments: no request, no platform, no stored state.
"""
