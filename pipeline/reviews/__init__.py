"""Who reviewed what (`book`, the file reviews.yaml), and a question's status (`promotion`)."""
