"""Every road at once: random playtests and exhaustive exploration."""
