"""The due dates of the posts of a unit on a month, with who could do them."""
