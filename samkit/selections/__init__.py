"""Questions of which several options may be ticked: from the cells of an export to one answer an option."""
