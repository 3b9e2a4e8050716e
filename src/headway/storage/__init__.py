"""What is kept. The only place that speaks SQL."""
