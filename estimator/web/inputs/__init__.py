"""The inputs of a scenario: the widget that fits each, and where its knobs stop."""
