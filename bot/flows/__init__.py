"""Every conversation as data and the engine that reads it; knows no door and no database."""
