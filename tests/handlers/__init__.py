"""Tests of the Telegram door, over real HTTP on loopback."""
