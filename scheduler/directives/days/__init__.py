"""When something is due, as a directive says it: a day, a stretch, a repeated day, a day after another."""
