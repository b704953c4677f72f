"""The language: numbers with units, names, sums and products, one tree for all."""
