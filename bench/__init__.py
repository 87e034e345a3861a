"""What is measured, as an office runs it."""

from setup.lean import leave_out_pandas

leave_out_pandas()  # only the tests bring it; what is measured is the program an office runs
