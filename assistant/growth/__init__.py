"""How her manner changes: named parameters, the evidence for a change, and the ledger of all of them."""
