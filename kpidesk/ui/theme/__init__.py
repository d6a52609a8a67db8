"""How the window looks: colours, fonts, icons and the style sheet."""
