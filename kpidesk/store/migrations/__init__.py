"""Steps from one shape of the company file to the next; never edited later."""
