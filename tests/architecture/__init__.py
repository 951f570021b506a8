"""The rules of the house as tables, and the functions that walk the syntax trees and hold them."""
