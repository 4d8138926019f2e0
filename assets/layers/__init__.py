"""Map layers of the release that show several subjects; a layer of one subject is in its family."""
