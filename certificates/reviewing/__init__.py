"""Reviews after a withdrawal: what is taken away, what the engine then finds, and the worker's act that asks it."""
