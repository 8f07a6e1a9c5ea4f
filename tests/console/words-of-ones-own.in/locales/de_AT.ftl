history = Alt
