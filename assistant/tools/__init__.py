"""Tools of other programs (MCP): what was agreed to, kept, and asked before every use."""
