"""Questions that the pages ask of a record, in SQL over the tables that docs/record.md describes.

Each function takes an open read-only connection and gives frozen shapes. They ask for a page of rows first and for what
hangs on those rows after, so that their time goes with the page and not with the record.
"""
