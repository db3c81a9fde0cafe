"""A stock Wagtail of the same sheets: what ``wagtail start`` makes, with a listing as its documentation teaches.

Nothing of the portal is installed in it, nothing in it is tuned: it is what the portal's times are divided by.
"""
