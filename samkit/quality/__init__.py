"""The quality of the data: one check per file, each a pure function of the respondents to what it found."""
