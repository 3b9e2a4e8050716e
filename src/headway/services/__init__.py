"""What a user can do: one plain function per verb of the product."""
