"""Pages are fetched and kept as web archives (WARC). The only room that touches the network."""
