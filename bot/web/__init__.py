"""The web door: chat page, evidence page, webhook, health; decides nothing."""
