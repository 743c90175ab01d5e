"""The article that ships with factdesk, and its claims."""
