"""Every road at once: what can be reached, what cannot and why, and how likely the rest is.

`automaton` turns a story and its setup into the small machine that is explored; `events` say what answers the questions
of its texts; `intervals`, `liveness`, `quantise` and `discern` shrink what has to be remembered; `layout` packs it into
machine words; `steps` moves many states at once; `search` and `cycles` (with `components` and `markov`) find them all,
each location's as a `state_set`, some of it `side_by_side`. What texts remember is followed by `memory_automata`, whose
states ride along as `memory_marks`, and `recall` finds its odds.
`coverage`, `witnesses` (`confirm` takes them in the engine), `ranges`, `soft_locks`, `choice_impact` and `balance`
read the results off; `verdicts` says what is proved, and `explain_unreachable` why something never happens; `survey`
gathers what is known of one setup, `surveys` those of several, `combine` what all prove, and `report` says it.
`solve` goes back over all states and works out what is to be expected of each, `strategy` what a strategist decides in
each, `forcing` what each seat can force (`report_forcing` says it). `prove_odds` keeps the odds of endings beside the
story, `save_values` what a strategist plays by (`fit_tables`) and how well (`measure_strengths`). Needs numpy, which
comes with the program where the machine has it.

`playtest` (with `encounters`, `parallel` and `statistics`), `word_counts`, `walkthroughs`, `transcripts` and `graph`
(drawn by `graph_formats` and `svg`) do without.
"""
