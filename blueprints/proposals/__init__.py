"""Proposals made to a firm, and its answers."""
