"""The seeded demo council as a running server, for tests in a real browser."""
