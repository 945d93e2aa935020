"""From a folder of YAML files to a checked, immutable `Story`. Knows no player and no screen.

Begin with `load`: it reads the `folder`, and takes the story from the `cache` or has `assemble` put it together.

1. Files to trees: `yaml_tree` (with `yaml_errors` and `unfit_characters`) gives nodes that know their file and line;
   `schema` says what each file may hold, to the checker and to the author's editor alike.
2. Trees to one document: `compile` walks them, with `declarations`, `symbols`, `parts`, `effects`, `facts`, `people`
   and `measures` for what stands in them. `expression` reads a condition, `expression_types` says what it can give.
   The result is a `compiled` story: plain JSON, so that the cache cannot run code.
3. What is wrong goes to a `problems.Report`, which knows the way out of each code (`ways_out`) and explains it by a
   page in `codes/`: `scene_checks` looks at one scene, `flow` at where everything leads, `lint`, `tautologies` and
   `idle_clauses` at what is allowed and seldom meant, `memory_checks` at what texts ask of the past.
4. Document to story: `link` builds the `model` with its `variables` from the `outline` of a document, which is all
   that a title screen needs; `link_scenes` builds the `scenes` (their texts are in `paragraphs` and `markup`), with
   conditions as `closures` and effects as `value_functions`, when `lazy` is first asked for one. `memory` and `past`
   are what texts remember of a run.

Beside this way: `translation` and `po` read a story in other words, `story_languages` says in which; `fingerprint`
tells whether `saved_odds` and `saved_values` (the `estimates` of a rival that thinks) still hold; `file_watch` notices
that an author saves; `templates` are stories to start from.
"""
