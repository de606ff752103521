"""What a script may not do → refused and said, with its line: by the interpreter and by the kernel.

`guard` sees what Python code does, `witness` what any code asks the kernel for; `words` says it.
"""
