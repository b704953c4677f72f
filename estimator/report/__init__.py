"""Values → what people and programs read: derivations, and one renderer a format."""
