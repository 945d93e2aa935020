"""The game in browsers: a small server on top of textual-serve, one process a tab, one journal a browser.

The only package that knows textual-serve and aiohttp, which come with the extra `web`.
"""
