"""What goes wrong, by the ids of the test plan; the real process, real files, real HTTP."""
