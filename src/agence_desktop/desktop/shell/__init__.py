"""The frame of the window: rail, menus, tabs, palette and status bar; it knows no slice by name."""
