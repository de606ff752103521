"""What a render script may do, as far as the kernel can hold it to that."""
