"""An application of Django's: its models and their migrations."""
