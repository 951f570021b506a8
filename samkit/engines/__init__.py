"""From a request to counts; the only place above the readers that sees respondents."""
