"""Tests of the reports: documents, exports, and what proves them."""
