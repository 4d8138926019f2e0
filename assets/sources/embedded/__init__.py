"""The profiles that need no folder: publisher-shaped files written from figures that the repository keeps.

They are read by the same assets as real files; nothing downstream knows the difference.
"""
