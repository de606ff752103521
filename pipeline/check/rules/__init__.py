"""Rules on what is hard to read, see or trust in a Scene; RULES in pipeline.check lists them."""
