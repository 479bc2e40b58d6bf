"""How the data of linking is made: rarity of words, weights of the pair scores."""
