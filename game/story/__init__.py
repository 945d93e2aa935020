"""What a story is: files turned into a checked, immutable `Story`. Knows no player and no screen."""
