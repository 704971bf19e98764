"""What the app adds to the platform's settings."""
