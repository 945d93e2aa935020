"""The engine: what happens when one plays. Pure: no input or output, no clock of its own, no shared randomness.

A `setup` (story, seats, rival, seed, opening) and a list of decisions are a `run`; its `state` after each decision is
computed, never stored, by `transitions` from scene to scene. `chance` draws the same numbers on every machine; `rival`
decides for the seats that nobody holds, `strategist` when it plays to win. `page` is what a reader sees of a state,
`change` what a decision moved, `clock` when it happens, `record` what really happened there.

Looking back: `timeline` sets a run beside history, `measures` puts both into figures, `debrief` gathers the two; `why`
says why a run ended so, `challenges` what it met of what there is to try for. `tree` joins all runs of a seat,
`tree_layout` draws the tree up as a map. A run is written down as a `decision_list`, by hand, or as a `share_code`, for
somebody else.
"""
