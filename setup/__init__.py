"""Sets the program up on a fresh machine, serves it and runs its checks.

Standard library only, because it runs before anything is installed; ``setup.serve`` alone
runs inside ``.venv`` and may import the application.
"""
