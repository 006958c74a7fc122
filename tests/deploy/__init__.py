"""What lies in deploy/ is fit for use."""
