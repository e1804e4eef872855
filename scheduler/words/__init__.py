"""How things are said: notices, states, origins, refusals; once, for every channel, page and table."""
