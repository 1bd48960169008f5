"""From shared passages, chains, credits and dates to origins."""
