"""The real services that tests run against: found or started here, and stopped again.

`python -m tests.services [pytest arguments]` starts them and runs the suite; `tests.services.plugin` is
what pytest itself loads.
"""
