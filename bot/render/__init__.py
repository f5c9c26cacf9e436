"""Values in, Telegram HTML and buttons out. Every tag of the project is here, and everything a person wrote is escaped."""
