"""What an author's editor is told while a story is being written, over the language server protocol.

`server` speaks the protocol (pygls) and hands each request on. `open_story` holds the files of a story as the editor
has them, saved or not, with an `index` of what is defined and named in them; `text` turns places as the checker counts
them into an editor's, and back. `checking` says what is wrong, `quick_fixes` how it may be mended; `completion`,
`navigation`, `hover`, `outline` and `claims` answer what their names say, `cursor` tells what stands where the author
types. `prove`, a process of its own that `proof` starts and reads, explores a story after each save, and `inlay_hints`
says beside the lines what it found. Nothing here knows a player, a journal or a screen.
"""
