"""The pages where admins define campaigns and the standing body works, at /ban."""
