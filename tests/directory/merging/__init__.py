"""Two records that are one."""
