"""Someone's figures held against what they should be, and the slips that explain a miss."""
