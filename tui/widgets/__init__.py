"""The widgets: they take records and send messages, and call no desk."""
