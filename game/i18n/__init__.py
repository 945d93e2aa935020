"""The languages that the program speaks.

`languages` says what there is, what it is called and which one to speak; `catalogue` says a message in it: `tr`, `trn`
for what is counted, `trc` where the same words mean something else; `dates` and `numbers` are written as it does. The
catalogues lie in `game/locale`; `holdup extract --interface` brings them up to date. Knows no story.
"""
