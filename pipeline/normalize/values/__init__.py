"""What attributes and declarations hold ⇄ values: lengths, numbers, paths, transforms, CSS."""
