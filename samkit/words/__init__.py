"""The words of reports as data, one file for each language, and how a sentence is made from them."""
