"""What the software could not do and a person must."""
