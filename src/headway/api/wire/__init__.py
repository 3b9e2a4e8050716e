"""What travels: the bodies that are taken and the answers that are given, as JSON in camelCase."""
