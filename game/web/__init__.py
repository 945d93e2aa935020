"""The game in browsers: a small server on top of textual-serve, a process, a player and a journal a tab.

The only package that knows textual-serve and aiohttp, which come with the extra `web`.
"""
