"""SQLite and nothing but SQLite; knows rows and transactions, not what they mean."""
