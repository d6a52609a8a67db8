"""What the special charts show: their figures as texts and marks, ready to be drawn."""
