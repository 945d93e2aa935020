"""BLAKE2b (RFC 7693) without the rest of `hashlib`, whose OpenSSL takes longer to load than a story does."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python that keeps it elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
