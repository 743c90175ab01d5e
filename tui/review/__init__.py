"""What keys of the review screen do to the desk and to what is shown."""
