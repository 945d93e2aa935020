"""What is said, decided once for every front: from a run or a journal to items of text, each with its role.

Nothing here prints, draws or knows a terminal. A front takes what it gets and gives each role a form of its own: the
screen a colour, a sign and an indent (`game.tui.role_styles`); lines of text a word (`game.plain.voices`); the gazette
a tag.

    commands    what can be pressed, typed or chosen, and where
    own_keys    the keys that a reader has chosen
    run_needs   which commands a run allows, on the page that is open
    text        roles, items, claims, refusals: what the other modules are made of
    readers     who sits at the keyboard, and what is kept from whom
    seats       what sides are called

    pages       the story: its pages, the cards between episodes, what can be chosen, where one is, when history is left
    wire        headlines, and which are new to their reader
    gauges      what stands where: kinds of gauge, how each is drawn and told, who may see it
    facts       what really happened: at a decision, at a line of the reckoning, behind an ending
    people      who is who, as far as a run has told

    debrief     the reckoning: when it may be read, its figures, its sentences, its decisions side by side
    verdict     what the figures say, in the story's own sentences or the program's
    curves      where a run turned, and what its curve says
    why         why a run ended so, and which other ending was near
    endings     the shelf of endings, their odds once a few are known, the complete edition once all are
    ending_card an ending of the shelf, opened
    challenges  what there is to try for, and what of it is done
    statistics  what all runs came to, in figures
    side_by_side  two runs, scene beside scene

    new_game    what is asked before a run, and what the answers come to
    codes       a run given as a code, or why it is none
    leaving     the last lines, for who leaves a run
    log         what has been read: the run so far, what went before, whatever says some words
    journal     the runs of the journal, a line each
    tree        the places of the tree, and a new run from one of them
    watching    what an author is told who plays while they write
"""
