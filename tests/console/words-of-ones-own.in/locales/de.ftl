history = Chronik
posted = am { $when }
