"""What a coalition knows of its partners: sectors, services, hours, and how they are found."""
