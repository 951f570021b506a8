"""Delimited text taken apart: encoding, lines, quotes, records, header, and every fault that can be seen there."""
