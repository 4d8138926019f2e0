"""Region x time tables: figures of publishers brought to the project's units, concepts kept apart."""
