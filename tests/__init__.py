"""The same rooms as the source, from the outside; knows no mocks."""
