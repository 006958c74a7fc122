"""What nobody would do on purpose, at random: any update, any tap, any school."""
