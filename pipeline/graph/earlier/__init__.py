"""What a reviewer compares with what is built: the published copies, or a revision of git.

copies, base ─▶ changes
"""
