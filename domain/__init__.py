"""The words of the project: codes, names, history, days, errors. Imports libraries only; knows no table and no file."""
