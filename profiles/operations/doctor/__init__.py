"""What `manage.py doctor` looks at: one module per part that the site leans on."""
