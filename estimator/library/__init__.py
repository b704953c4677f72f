"""Named numbers of this field, each with its unit, range, source and date."""
