"""Updates of all kinds, made by chance; and the wire that minds what is answered."""
