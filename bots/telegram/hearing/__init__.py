"""What comes from Telegram: asked for or brought, kept before it is acknowledged, handled once each."""
