"""Room « Éditions »: what is on line, set as a booklet that is frozen on the day it is published."""
