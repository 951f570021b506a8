"""How often the methods are wrong, against how often they say: sums over all tables where these can be listed."""
