"""`rebalance init`: a folder of publishers' files looked through, its catalogue written, and what is missing said.

No file is changed. Which layouts there are is known in `assets/sources/`, what a catalogue may say in
`assets/reading/catalogue_entry.py`.
"""
