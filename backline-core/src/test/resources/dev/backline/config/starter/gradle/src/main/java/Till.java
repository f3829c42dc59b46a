class Till {}
