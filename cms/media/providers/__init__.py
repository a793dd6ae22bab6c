"""Systems of others that the media app talks to."""
