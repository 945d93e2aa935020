"""The same game as lines of text: pipes, screen readers, dumb terminals."""
