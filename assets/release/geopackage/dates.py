"""The date that stands for every time in the file, so that equal input gives an equal file.

When a release was made stands in its manifest.
"""

FILE_DATE = "2000-01-01T00:00:00.000Z"
