"""What the browser is told: the view model of a scenario, labels in the reader's language, safe HTML, and the rows of reports.

Everything here is a function of what it is given. It must not know the request, the platform or any stored state.
"""
