"""The game as lines of text: for screen readers, pipes, and terminals that can do nothing but print.

Nothing is said by colour or place alone, and no escape code is written unless colours were asked for. A number chooses;
a letter or a word does the rest, in one table from which the help is made (`commands`). A conversation (`talk`) goes
from `room` to room (`evening`): the `title`, a run that is read (`reading`), whether it is played (`game`) or watched
(`replay`), and one whose story is being written (`watching`). `opening` asks what a new run wants to know.

What is said goes to `lines`, in the `voices` of its roles: `narrator` tells a run and `page_text` what stands beside
its text, `papers` and `debrief` what is made of it. `shelves` hold `runs` (a `listing` of them), `roads` through the
tree (`tree_text`) and `endings`; `languages` and `help` hold everywhere.
"""
