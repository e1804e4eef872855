"""Vietnamese date language, working calendar, lunar dates, anniversaries. Pure."""
