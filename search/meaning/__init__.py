"""What texts mean, as numbers: an optional extra of search on Elasticsearch, on where SEARCH_MEANING is."""
