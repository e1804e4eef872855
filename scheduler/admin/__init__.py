"""What admins see: commands and pages."""
