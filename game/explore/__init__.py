"""Every road at once: what can be reached, what cannot and why, and how likely the rest is.

`automaton` turns a story and its setup into the small machine that is explored; `intervals` and `liveness` shrink what
has to be remembered; `layout` packs it into machine words; `steps` moves many states at once; `search` and `cycles`
find them all. What texts remember rides along as sets of `valuations`, and `recall` finds its odds. `coverage`,
`witnesses`, `ranges` and `soft_locks` read the results off; `report` says them.
Needs numpy (the `author` extra). `playtest`, `word_counts` and `graph` do without.
"""
