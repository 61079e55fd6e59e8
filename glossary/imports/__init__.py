"""Files that come in, one module a format family."""
