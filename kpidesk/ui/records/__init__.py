"""Records as people work on them: the desk, the undo stack, lists, one client."""
