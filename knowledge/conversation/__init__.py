"""What people mean: days, kinds of incidents and comparisons in their own words. Pure."""
