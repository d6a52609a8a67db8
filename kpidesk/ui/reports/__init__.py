"""What is handed over: the page as it prints, and the files it becomes."""
