"""Takes official files over: whole or not at all, with what changes for people and positions."""
