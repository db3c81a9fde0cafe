"""data·inclusion v1: who offers what to whom, in the words that national directories share."""
