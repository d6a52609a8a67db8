"""Forms in the side sheet: fields that forgive, lines that tell what follows."""
