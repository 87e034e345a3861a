"""What people and firms say of a fair afterwards."""
