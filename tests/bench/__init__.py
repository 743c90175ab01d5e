"""The budget, measured: ratios to a bare Textual app or a bare command. They inform and never block."""
