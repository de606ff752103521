"""Words of a command line → options, visuals and names of tasks, or one line on what is wrong."""
