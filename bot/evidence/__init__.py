"""The bytes of the items: sealed as they come in, and the copy that staff see; knows no right."""
