"""The counter: a colleague registers somebody who stands before them, in a minute."""
