"""HSDS 3, the Human Services Data Specification of Open Referral: the same content under its names."""
