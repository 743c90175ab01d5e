"""The screens: what is on them and what their keys set going."""
