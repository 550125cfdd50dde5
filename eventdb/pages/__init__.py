"""Pages about events and reports, for the server, the static site and single files.

Everything that comes from a report is hostile until it is escaped: templates escape by themselves, and
``highlighting`` is the one place that makes HTML of a report's text.
"""
