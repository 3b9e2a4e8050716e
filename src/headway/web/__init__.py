"""HTTP and HTML: what people see in a browser."""
