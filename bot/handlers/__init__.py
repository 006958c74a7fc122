"""The Telegram door: updates to events, turns to messages; decides nothing."""
