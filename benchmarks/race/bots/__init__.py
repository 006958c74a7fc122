"""The others in the race: each a bot of one file, as somebody would write it."""
