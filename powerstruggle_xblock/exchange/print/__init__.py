"""The printable review script: what it holds (`script`), and the exporters that write it as HTML and Word files."""
