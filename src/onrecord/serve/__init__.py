"""The desk: HTTP API and pages over a record, on this machine only."""
