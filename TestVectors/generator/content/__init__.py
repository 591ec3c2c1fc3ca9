"""The documents' texts, with places for signatures; shapes of Vietnamese exchange, contents made up."""
