"""One step of the normal form a module; their order is the list PASSES of the room above."""
