"""The tests of factdesk, and what they share."""
