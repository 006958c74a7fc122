"""What of a school's data lies elsewhere too, and how it comes back; knows no door and no case.

The data and the keys that open it are copied apart, with a life each: what is shredded today is
unreadable in every copy as soon as the keys copied before today are gone.
"""
