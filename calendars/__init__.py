"""Rows into iCalendar, the feeds that publish them, the pages for staff."""
