"""What a free text means: danger, intent, category, verdict; knows nobody and keeps nothing."""
