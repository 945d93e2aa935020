"""The languages of the interface: its catalogues, and dates as each language writes them."""
