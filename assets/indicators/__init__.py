"""One module per indicator family: definition, formula and reference beside the function."""
