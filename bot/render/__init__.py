"""Values in, Telegram HTML and buttons out. Every tag of the project is here; what a person wrote is escaped."""
