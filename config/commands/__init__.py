"""What an admin types: each module is loaded when one of its commands is."""
