"""The units of an issuer at the desk: their list, one of them, lists brought in from Excel, and those before."""
