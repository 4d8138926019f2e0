"""The claim ledger: checkable sentences about regional balance, one file each, beside the code that computes them.

A file holds a `Sentence` and one function per definition, marked `@claim`. Which files there are is found by walking this
package. What belongs to all of them is in `sentence.py`; the tables are made in `ledger.py`. No measurement of its own is
made here: claims read tables of core and mart.
"""
