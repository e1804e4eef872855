"""What a campaign in force can be asked from its page: its times, revisions, another year, one report more."""
