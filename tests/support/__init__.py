"""What tests of several rooms share: servers, databases, watchers."""
