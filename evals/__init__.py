"""Predictors and the gate of figures."""
