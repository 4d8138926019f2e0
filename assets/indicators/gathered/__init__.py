"""What is made from all indicators together."""
