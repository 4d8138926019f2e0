"""How publishers' files are read, whatever they are about: archives, encodings, cells, layers, the catalogue."""
