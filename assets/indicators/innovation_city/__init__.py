"""The event study of innovation cities."""
