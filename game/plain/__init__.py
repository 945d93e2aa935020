"""The game as lines of text: for screen readers, pipes, and terminals that can do nothing but print.

No escape code is ever written, nothing is said by colour or place alone, and what is typed is a number or a letter.
"""
