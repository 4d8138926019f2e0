"""The date that stands for every time in the file, so that equal input gives an equal file; the manifest says when it was made."""

FILE_DATE = "2000-01-01T00:00:00.000Z"
