"""What is said, decided once for every front: pure functions from a run or a journal to items of text.

Nothing here prints, draws or knows a terminal. A front takes what it gets and gives each role a form of its own: the
screen a colour, a sign and an indent; lines of text a word; the gazette a tag.

    text        roles, items, claims: what the other modules are made of
    gauges      which gauges a reader may see, by kind, and what is said of each
    readers     who sits at the keyboard, and what is kept from whom
    facts       what really happened: at a decision, at a line of the reckoning, behind an ending
"""
