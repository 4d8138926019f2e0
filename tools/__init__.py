"""Tools of the maintainers, which no build calls: they make tables that the project keeps."""
