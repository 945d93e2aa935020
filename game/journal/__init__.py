"""What is kept: runs, settings and unlocked endings, in SQLite."""
