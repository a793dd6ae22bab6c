"""One scene a file: each draws itself on a canvas of 1200 by 800 units."""
