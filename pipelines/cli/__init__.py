"""The command line: what is asked, printed and returned; `app.py` has the program."""
