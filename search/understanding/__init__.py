"""What a sentence says beside its words: ages, classes, a sector of the city. Pure: no Django, no engine."""
