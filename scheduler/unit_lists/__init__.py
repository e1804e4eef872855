"""Lists of units as offices keep them in spreadsheets: read, understood column by column, and written back."""
