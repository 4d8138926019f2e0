"""Files that people write by hand (TOML, YAML): read strictly, every mistake of a file told at once with its line and key."""
