"""From content to engines, without loss: entries, numbered changes, the sweeper, and what is told of their health."""
