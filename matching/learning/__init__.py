"""Learning from decisions: arrays in, weights of the scorecard out; nothing of anybody is known.

The published weights stay the prior. What is learned are the same ten weights, none negative and
together as many points as before, so that every score stays a sum of parts and monotone.
"""
