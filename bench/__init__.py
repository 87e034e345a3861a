"""What is measured, as an office runs it."""

from setup.lean import keep_to_one_thread, leave_out_pandas

leave_out_pandas()  # only the tests bring it; what is measured is the program an office runs
keep_to_one_thread()  # as `make run` starts it
