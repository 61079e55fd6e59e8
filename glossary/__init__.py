"""The domain: vocabularies of concepts and terms, how they are read, checked, stored, searched and written."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("migration-glossary")
except PackageNotFoundError:  # running from a source tree that was never installed
    __version__ = "0+unknown"
