"""Every road at once: what can be reached, what cannot and why, and how likely the rest is.

`automaton` turns a story and its setup into the small machine that is explored; `events` say what answers the questions
of its texts (`conditioned_texts`); `intervals`, `liveness`, `quantise` and `discern` shrink what has to be remembered;
`layout` packs it into machine words; `steps` moves many states at once, with `expressions` over all of them; `search`
and `cycles` (with `components` and `markov`) find them all, each location's as a `state_set`, some of it
`side_by_side`. What texts remember is followed by `memory_automata`, whose states ride along as `memory_marks`, and
`recall` finds its odds. Whatever is slow asks a `deadline`.
`coverage`, `witnesses` (`confirm` takes them in the engine), `ranges`, `soft_locks`, `choice_impact`, `flag_costs` and
`balance` read the results off; `verdicts` says what is proved, and `explain_unreachable` why something never happens;
`survey` gathers what is known of one setup, `surveys` those of several, `combine` what all prove, and `report` says it.
`probes` watch conditions over all states: for `occurrences` at one place, for `laws` (`report_laws` says what became of
them). What a run has `remembered` at each moment is counted from what happened. `road_to` finds the way to a place,
`story_diff` what an edit changed (`compare_parts` what was changed in it).
`solve` goes back over all states and works out what is to be expected of each, `strategy` what a strategist decides in
each, `forcing` what each seat can force (`report_forcing` says it); `run_curve`, in a `curve_process`, finds the
`turning_points` of a run so, once `plain_pages` are left out. `prove_odds` keeps the odds of endings beside the story,
`save_values` what a strategist plays by (`fit_tables`) and how well (`measure_strengths`). Needs numpy, which comes
with the program where the machine has it.

`playtest` (with `encounters`, `parallel` and `statistics`), `word_counts`, `walkthroughs` (`record` keeps a run among
them), `transcripts` and `graph` (drawn by `graph_formats`, and by `svg` on a `map_layout`) do without.
"""
