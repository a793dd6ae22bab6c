"""Where files are kept, besides a folder."""
