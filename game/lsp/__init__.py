"""What an author's editor is told while a story is being written, over the language server protocol.

`server` speaks the protocol (pygls) and `requests` says who answers what. A `draft` is a story that is being written:
it is checked at each change and proved at each save. `open_story` holds its files as the editor has them, saved or not,
with an `index` of what is defined and named in them; `text` turns places as the checker counts them into an editor's,
and back. `checking` says what is wrong, `quick_fixes` how it may be mended; `completion`, `navigation`, `renaming`,
`hover`, `outline` and `claims` answer what their names say, `cursor` tells what stands where the author types. `prove`,
a process of its own that `prover` starts, explores a story (of a large one, random runs are `counted` first); the
`proof` that it gives is kept, and `inlay_hints` says it beside the lines. Nothing here knows a player, a journal or a
screen.
"""
