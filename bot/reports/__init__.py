"""Pictures, slides, exports and posters from cases; does not know who asked or how to send."""
