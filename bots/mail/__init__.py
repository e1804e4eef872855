"""Mail: reminders by SMTP, each with its deadline as an invitation (iMIP)."""
