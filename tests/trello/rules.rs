//! The corrected rules: the invented board as a whole, then each rule on a board of its own.
