"""What the tests counted, printed at the end of the run: how much was tried, and how much of it went wrong."""

import collections

_counts = collections.OrderedDict()


def add(what, number=1):
    """Adds to the count of `what`; a count that should stay zero is added too, with 0, so that it shows."""
    _counts[what] = _counts.get(what, 0) + number


def lines():
    return [f"{number:>9,} {what}" for what, number in _counts.items()]
