"""The commands of one topic a file, and what they share; knows what was typed, nothing else."""
