"""The game as lines of text: for screen readers, pipes, and terminals that can do nothing but print.

Nothing is said by colour or place alone, and no escape code is written unless colours were asked for. A number chooses;
a letter or a word does the rest, in one table from which the help is made (`commands`). A conversation (`talk`) goes
from room to room (`evening`): the title, a run that is played, a run that is watched.
"""
