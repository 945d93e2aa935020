"""What happens when one plays. Pure: no input or output, no clock, no shared randomness."""
