"""Reports of several pages: what each of them says, block by block."""
