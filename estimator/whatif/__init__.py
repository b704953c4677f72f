"""What else would be if the demand was another: more users, a later year."""
