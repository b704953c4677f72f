"""The page: widgets around the public API, and no arithmetic of its own."""
