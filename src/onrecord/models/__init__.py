"""Trained weights, their cards, and the runtime around them."""
