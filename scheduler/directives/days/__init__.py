"""What a document says of days: dates, stretches, dues.

This grammar is not that of `scheduler.dates.reading`: there a person types one phrase, every word of it is read
against today, and doubt is asked about; here a sentence of a letter holds a date among other words, is read against
the campaign's year, and doubt is left to who completes the draft. Both stand on the number words, the edges of
months and quarters and the working days of `scheduler.dates`.
"""
