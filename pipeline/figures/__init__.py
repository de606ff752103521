"""What a build knows of itself → tables and pictures: its tasks, and the time that they took.

The pictures are drawn as any visual is: by the engines, and into the normal form.
"""
