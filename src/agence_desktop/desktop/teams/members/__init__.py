"""What is kept of a member from the timeline: absences, hours, skills and limits."""
