"""Elasticsearch 8: which indices there are, what goes into them, and how they are asked."""
