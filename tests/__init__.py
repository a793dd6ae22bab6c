"""The tests of Frontdoor, laid out as the packages are."""
