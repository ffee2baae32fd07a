"""The history of content: every change with who, when, before and after; restoring; two editors on one row."""
