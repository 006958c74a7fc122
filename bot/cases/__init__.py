"""What a case is, its people, rights, routes and time; knows no database, door or clock."""
