"""The shape of the project, checked: who may know whom, what must be where, how long a file may be."""
