"""Who comes in and how: signing in, sessions, accounts, and forms that came too late."""
