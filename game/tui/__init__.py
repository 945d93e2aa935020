"""The Textual app: screens, widgets and styles. Holds no rule of the game."""
