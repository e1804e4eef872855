"""A file becomes lines of text: the only room of this reader that opens files."""
