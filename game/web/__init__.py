"""A story as one HTML file that plays it in any browser, from disk or from any host, without a server.

`publish` puts the page together: the compiled story in each language, the interface's words, the style and the script,
under a policy that lets nothing else run. `texts` writes what the languages share once, `messages` numbers the
interface's words, `packing` makes data small, `bundle` makes one script of the modules. The page itself is JavaScript:
`engine/` is the game's rules once more, equal to `game.play` and `game.story` in every word (README.md says how that is
proved), `screen/` what a reader sees of them.
"""
