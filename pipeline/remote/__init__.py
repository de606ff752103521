"""Renders that were done elsewhere: a store that many machines share.

places (folder, HTTP) ─▶ patience ─▶ shared
"""
