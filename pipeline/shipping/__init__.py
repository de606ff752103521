"""What is built → where the site gets it: published copies, or a folder with a release."""
