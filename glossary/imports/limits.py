"""How much an input file may ask of the machine before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file; each refusal names the bound that was passed."""

    max_bytes: int = 512 * MEBIBYTE
    """Size of a file, in bytes, after unpacking."""
    max_ratio: int = 200
    """How many times its packed size a file may unpack to: Turtle 5 to 20 times, a gzip bomb 1,000 times."""
    free_bytes: int = 16 * MEBIBYTE
    """Unpacked size, in bytes, up to which the ratio does not matter."""
    max_upload: int = 64 * MEBIBYTE
    """Size in bytes, packed and unpacked, of tables, office documents and XML other than RDF."""
    max_entries: int = 1000
    """Entries of a ZIP archive: a workbook has some 20 and one a sheet."""
    max_rows: int = 50_000
    """Rows of a table."""
    max_cells: int = 1_000_000
    """Cells of a workbook's sheet."""
    max_columns: int = 500
    """Columns of a table."""
    max_depth: int = 100
    """Nesting of blank nodes and lists, of XML elements, and of JSON objects and arrays."""
    max_entity: int = 256
    """Characters in the value of an XML entity: enough for any namespace address."""
    max_expansion: int = MEBIBYTE
    """Characters that all uses of the XML entities may add up to."""
    max_context_terms: int = 5_000_000
    """Contexts of a JSON-LD file times the terms they define: a reader may copy every term into every context."""


DEFAULT_LIMITS = Limits()
