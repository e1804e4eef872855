"""Pages for staff: how to subscribe, what the calendar holds, as a list, by month, as a year, on paper."""
