"""What every page and feed over HTTP shares."""
