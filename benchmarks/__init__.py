"""What is measured, each by a command that prints its figure; `make bench` runs them all."""
