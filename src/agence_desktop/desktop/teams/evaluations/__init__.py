"""« Évaluations »: mandates that are over, what client and member say of them, and closing them."""
