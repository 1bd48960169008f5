"""The same thing said across articles; figures and conflicts; what citations bear out."""
