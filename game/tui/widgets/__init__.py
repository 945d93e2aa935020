"""What the screens are made of. Each widget is told what to show, and tells by messages what was done to it."""
