"""What an engine is asked and answers, what all engines share, and the engines, which only the settings name."""
