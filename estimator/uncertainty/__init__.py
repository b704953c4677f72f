"""What follows from uncertain inputs: samples of every result, and which input matters."""
