"""What every page and feed over HTTP shares: `application.make` is the ground a set of pages stands on."""
