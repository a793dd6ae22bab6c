"""What runs within Frontdoor, as child processes of the benchmarks."""
