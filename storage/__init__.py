"""What is remembered outside the process: tables, queries, imports, tiles."""
