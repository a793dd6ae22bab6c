"""Whole journeys of readers and editors in a real browser."""
