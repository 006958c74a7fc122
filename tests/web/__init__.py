"""The web door, over real HTTP, with a real store and a real Chromium."""
