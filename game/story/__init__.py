"""From a folder of YAML files to a checked, immutable `Story`. Knows no player and no screen.

Begin with `load`: it reads the `folder`, and takes the story from the `cache` or has `assemble` put it together.

1. Files to trees: `yaml_tree` (with `yaml_errors`, `slips` and `unfit_characters`) gives nodes that know their file and
   line; `schema` says what each file may hold, to the checker and to the author's editor alike, and `words_meant` what
   was meant by what it may not.
2. Trees to one document: `compile` walks them, with `declarations`, `symbols`, `parts`, `first_of`, `effects`, `facts`,
   `people`, `measures` and `challenges` for what stands in them; `uses` gathers what they read, and an episode whose
   file is the same comes from `known_episodes`. `expression` reads a condition, `in_words` knows one that is told in
   words, `expression_types` says what it can give, `residual` what is left of it as things happen, and `unparse`
   writes it again. The result is a `compiled` story: plain JSON, so that the cache cannot run code;
   `compiled_format` numbers its form.
3. What is wrong goes to a `problems.Report`, which knows the way out of each code (`ways_out`) and explains it by a
   page in `codes/`: `scene_checks` looks at one scene, `flow` and `ahead` (with `components`) at where everything
   leads, `lint`, `tautologies`, `idle_clauses` and `foreign_markup` at what is allowed and seldom meant,
   `memory_checks` and `questions` at what texts ask of the past.
4. Document to story: `link` builds the `model` with its `variables` from the `outline` of a document, which is all that
   a title screen needs; `link_scenes` builds the `scenes` (their texts are in `paragraphs` and `markup`), with
   conditions as `closures` and effects as `value_functions`, when `lazy` is first asked for one. `memory` and `past`
   are what texts remember of a run.

A story's own tests are `walkthroughs` and `laws`; `story_conditions` and `decision_words` read what is asked of a
whole story. `whole_story` reads one at once with all that is written of it. `translation`, `translation_memory` and
`po` read it in other words, `story_languages` says in which; `translator_notes`, `completeness` and
`unread_catalogues` are for who writes them. `references` says where a thing is named, `rename` names it otherwise,
`former` finds it by the name it had, `text_memory` a text wherever it went, and `renamed_since` tells an older
version in the names of today. `twee` and `from_twee` lead to Twine and back.

Beside this way: `fingerprint` tells whether `saved_odds` and `saved_values` (the `estimates` of a rival that thinks)
still hold; `file_watch` notices that an author saves, and `own_start` begins a run where they are at work; `templates`
are stories to start from; `no_collection` saves the garbage collector a walk.
"""
