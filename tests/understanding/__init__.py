"""What free words mean."""
