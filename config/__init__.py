"""What an admin edits, and the assembly: settings, web application, command."""
