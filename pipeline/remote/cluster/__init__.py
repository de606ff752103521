"""Jobs → what a Dask cluster made of them: rendered, brought to normal form and checked there.

stamp ─▶ piece ─▶ sending ─▶ on_worker (in the workers) ─▶ connection ─▶ Cluster
"""
