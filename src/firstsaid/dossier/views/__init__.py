"""What each part of the report shows, as plain records for the templates."""
