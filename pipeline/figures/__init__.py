"""What a build knows of itself → tables and pictures: its tasks, their time, what visuals lack.

The pictures are drawn as any visual is: by the engines, and into the normal form.
"""
