"""What a student knows, and what to ask next."""
