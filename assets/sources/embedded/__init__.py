"""The embedded profile: publisher-shaped files written from facts and figures kept in the repository.

They are read by the same assets as real files; nothing downstream knows the difference but the word
"schematic".
"""
