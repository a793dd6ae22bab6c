"""Things of one row that say their few words in every language of the site."""
