"""An answer as people see it: results, filters, exports, suggestions, ways out, and what was missed."""
